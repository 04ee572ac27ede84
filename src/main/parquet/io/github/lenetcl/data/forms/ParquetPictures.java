package io.github.lenetcl.data.forms;

import dev.hardwood.reader.ColumnReader;
import io.github.lenetcl.data.Column;
import io.github.lenetcl.data.Cursor;
import io.github.lenetcl.data.Entry;
import io.github.lenetcl.data.FittedPicture;
import io.github.lenetcl.data.PictureFit;
import io.github.lenetcl.data.WholeItems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pictures in the cells of a column.
 *
 * @param entry the file
 * @param column the column's path
 * @param count how many there are
 * @param fit how they are brought to size
 * @param normalised whether they are normalised digits as they are, where they have the size
 */
record ParquetPictures(Entry entry, String column, int count, PictureFit fit, boolean normalised)
    implements Column {
  /** As many of the first pictures tell what all are. */
  private static final int JUDGED = 500;

  /** So many are unpacked at the same time. */
  private static final int TOGETHER = 512;

  static ParquetPictures of(Entry entry, String column, int count, PictureFit fit)
      throws IOException {
    ParquetPictures pictures = new ParquetPictures(entry, column, count, fit, false);
    if (fit.way() != PictureFit.Way.INK) {
      return pictures;
    }
    List<FittedPicture> first = new ArrayList<>();
    try (Rows rows = pictures.new Rows()) {
      while (first.size() < Math.min(count, JUDGED)) {
        first.add(FittedPicture.of(rows.title(), rows.picture(), fit));
      }
    }
    return new ParquetPictures(entry, column, count, fit, FittedPicture.areNormalised(first));
  }

  @Override
  public String name() {
    return entry.name() + ": " + column;
  }

  @Override
  public int[] shape() {
    return fit.shape();
  }

  @Override
  public boolean isBytes() {
    return true;
  }

  @Override
  public Cursor open() throws IOException {
    return new Rows();
  }

  private final class Rows extends Parquet.Rows implements WholeItems {
    private final ColumnReader cells;
    private byte[] values = {};
    private int[] offsets = {};
    private int at;
    private int left;
    private int row;

    Rows() throws IOException {
      super(ParquetPictures.this.entry);
      cells = reader.columnReader(column);
    }

    @Override
    public byte[] next() throws IOException {
      String title = title();
      return FittedPicture.of(title, picture(), fit).require(title, normalised, fit);
    }

    /** Many at a time, unpacked by all processors. */
    @Override
    public void next(byte[] items, int from, int to) throws IOException {
      int size = fit.area();
      for (int at = from; at < to; ) {
        List<String> titles = new ArrayList<>();
        List<byte[]> files = new ArrayList<>();
        while (files.size() < TOGETHER && at + files.size() * size < to) {
          titles.add(title());
          files.add(picture());
        }
        int begin = at;
        try {
          IntStream.range(0, files.size())
              .parallel()
              .forEach(
                  i -> {
                    byte[] levels = levels(titles.get(i), files.get(i));
                    System.arraycopy(levels, 0, items, begin + i * size, size);
                  });
        } catch (UncheckedIOException e) {
          throw e.getCause();
        }
        at += files.size() * size;
      }
    }

    private byte[] levels(String title, byte[] file) {
      try {
        return FittedPicture.of(title, file, fit).require(title, normalised, fit);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private String title() {
      return name() + ", row " + row;
    }

    private byte[] picture() throws IOException {
      try {
        while (left == 0) {
          if (!patience.await(cells::nextBatch)) {
            throw tooShort();
          }
          values = cells.getBinaryValues();
          offsets = cells.getBinaryOffsets();
          left = cells.getRecordCount();
          at = 0;
        }
        left--;
        at++;
        row++;
        return Arrays.copyOfRange(values, offsets[at - 1], offsets[at]);
      } catch (RuntimeException | VirtualMachineError | AssertionError e) {
        throw Parquet.unreadable(entry, e);
      }
    }
  }
}
