package io.github.lenetcl.data.forms;

import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.ColumnSchema;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.Column;
import io.github.lenetcl.data.Cursor;
import io.github.lenetcl.data.Entry;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Pixels as numbers: a list in each cell of one column, or a list of rows, or a column for each.
 *
 * @param entry the file
 * @param columns the paths of the columns
 * @param types how their numbers are stored
 * @param count how many rows there are
 * @param size how many pixels an image has
 */
record ParquetNumbers(
    Entry entry, List<String> columns, List<PhysicalType> types, int count, int size)
    implements Column {

  /** Pixels in lists, as many in each as in the first. */
  static Column lists(Entry entry, ColumnSchema column, int count) throws IOException {
    ParquetNumbers unknown = columns(entry, List.of(column), count);
    try (Rows rows = unknown.new Rows()) {
      int size = rows.firstSize();
      return new ParquetNumbers(entry, unknown.columns, unknown.types, count, size);
    }
  }

  static ParquetNumbers columns(Entry entry, List<ColumnSchema> columns, int count) {
    List<String> paths = columns.stream().map(column -> column.fieldPath().toString()).toList();
    List<PhysicalType> types = columns.stream().map(ColumnSchema::type).toList();
    return new ParquetNumbers(entry, paths, types, count, columns.size());
  }

  /** Reads a column of labels, numbers or words. */
  static Column labels(Entry entry, ParquetFileReader file, ColumnSchema column, int count)
      throws IOException {
    LabelNames labels = new LabelNames();
    int read = 0;
    try (Patience patience = new Patience(entry, Patience.USUAL);
        ColumnReader cells = file.columnReader(column.fieldPath().toString())) {
      while (patience.await(cells::nextBatch)) {
        boolean words = column.type() == PhysicalType.BYTE_ARRAY;
        String[] texts = words ? cells.getStrings() : new String[0];
        for (int i = 0; i < cells.getRecordCount(); i++) {
          if (cells.getLeafValidity().isNull(i)) {
            throw BadInputException.of(entry.name(), "label " + (read + i), "null", "a class");
          }
          labels.add(words ? texts[i] : label(number(cells, column.type(), i)));
        }
        read += cells.getRecordCount();
      }
    }
    if (read != count) {
      throw BadInputException.of(entry.name(), "number of labels", read, count);
    }
    return labels.column(entry.name() + ": " + column.fieldPath());
  }

  private static String label(float number) {
    return number == (int) number ? Integer.toString((int) number) : Float.toString(number);
  }

  private static float number(ColumnReader cells, PhysicalType type, int i) {
    return switch (type) {
      case INT32 -> cells.getInts()[i];
      case INT64 -> cells.getLongs()[i];
      case FLOAT -> cells.getFloats()[i];
      default -> (float) cells.getDoubles()[i];
    };
  }

  @Override
  public String name() {
    return entry.name() + ": " + columns.get(0);
  }

  @Override
  public int[] shape() {
    return new int[] {size};
  }

  @Override
  public Cursor open() throws IOException {
    return new Rows();
  }

  private final class Rows extends Parquet.Rows {
    private final ColumnReaders cells;

    /** The numbers of a batch, column by column. */
    private float[][] batch = {};

    private int[] offsets = {};
    private int at;
    private int left;
    private int row;

    Rows() throws IOException {
      super(ParquetNumbers.this.entry);
      cells = reader.columnReaders(ColumnProjection.columns(columns.toArray(String[]::new)));
    }

    /** {@return how many numbers the first list has} */
    int firstSize() throws IOException {
      readBatch();
      return offsets.length > 1 ? offsets[1] - offsets[0] : 1;
    }

    @Override
    public void next(float[] item) throws IOException {
      while (left == 0) {
        readBatch();
      }
      if (offsets.length > 0) {
        int length = offsets[at + 1] - offsets[at];
        if (length != item.length) {
          throw BadInputException.of(name() + ", row " + row, "length", length, item.length);
        }
        System.arraycopy(batch[0], offsets[at], item, 0, length);
      } else {
        for (int i = 0; i < item.length; i++) {
          item[i] = batch[i][at];
        }
      }
      at++;
      row++;
      left--;
    }

    private void readBatch() throws IOException {
      try {
        if (!patience.await(cells::nextBatch)) {
          throw tooShort();
        }
        left = cells.getRecordCount();
        at = 0;
        batch = new float[columns.size()][];
        for (int c = 0; c < batch.length; c++) {
          ColumnReader column = cells.getColumnReader(c);
          if (column.getLeafValidity().hasNulls()) {
            throw BadInputException.of(name(), "a pixel", "null", "a number");
          }
          offsets = offsets(column);
          batch[c] = floats(column, types.get(c), column.getValueCount());
        }
      } catch (RuntimeException | VirtualMachineError | AssertionError e) {
        throw Parquet.unreadable(entry, e);
      }
    }

    /** Where the numbers of each row begin, in lists of lists too; nothing without lists. */
    private static int[] offsets(ColumnReader column) {
      int[] offsets = column.getLayerCount() > 0 ? column.getLayerOffsets(0) : new int[0];
      for (int layer = 1; layer < column.getLayerCount(); layer++) {
        int[] inner = column.getLayerOffsets(layer);
        offsets = Arrays.stream(offsets).map(at -> inner[at]).toArray();
      }
      return offsets;
    }

    private static float[] floats(ColumnReader column, PhysicalType type, int count) {
      float[] floats = new float[count];
      for (int i = 0; i < count; i++) {
        floats[i] = number(column, type, i);
      }
      return floats;
    }
  }
}
