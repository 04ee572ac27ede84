package io.github.lenetcl.data.forms;

import dev.hardwood.reader.ColumnReader;
import io.github.lenetcl.data.Column;
import io.github.lenetcl.data.Cursor;
import io.github.lenetcl.data.Entry;
import io.github.lenetcl.data.FittedPicture;
import io.github.lenetcl.data.PictureFit;
import io.github.lenetcl.data.WholeItems;
import java.io.IOException;
import java.util.Arrays;

/**
 * Pictures in the cells of a column.
 *
 * @param entry the file
 * @param column the column's path
 * @param count how many there are
 * @param fit how they are brought to size
 */
record ParquetPictures(Entry entry, String column, int count, PictureFit fit) implements Column {

  @Override
  public String name() {
    return entry.name() + ": " + column;
  }

  @Override
  public int[] shape() {
    return new int[] {fit.height(), fit.width()};
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
      byte[] picture = picture();
      return FittedPicture.of(name() + ", row " + row++, picture, fit);
    }

    private byte[] picture() throws IOException {
      try {
        while (left == 0) {
          if (!cells.nextBatch()) {
            throw tooShort();
          }
          values = cells.getBinaryValues();
          offsets = cells.getBinaryOffsets();
          left = cells.getRecordCount();
          at = 0;
        }
      } catch (RuntimeException e) {
        throw Parquet.unreadable(entry, e);
      }
      left--;
      at++;
      return Arrays.copyOfRange(values, offsets[at - 1], offsets[at]);
    }
  }
}
