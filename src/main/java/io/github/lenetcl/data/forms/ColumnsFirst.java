package io.github.lenetcl.data.forms;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.ByteSource;
import io.github.lenetcl.data.Column;
import io.github.lenetcl.data.Cursor;
import io.github.lenetcl.data.NumberType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Items whose first numbers stand together, then their second ones, and so on, as Fortran orders
 * them: all of them are in memory, since the first item ends where the last one does.
 */
final class ColumnsFirst implements Cursor {
  private final ByteBuffer numbers;
  private final NumberType type;
  private final int count;

  /** For each number of an item in the usual order, its place in Fortran's. */
  private final int[] place;

  private int at;

  private ColumnsFirst(ByteBuffer numbers, NumberType type, Column column) {
    this.numbers = numbers;
    this.type = type;
    this.count = column.count();
    this.place = places(column.shape());
  }

  static ColumnsFirst read(ByteSource source, NumberType type, ByteOrder order, Column column)
      throws IOException {
    try (source) {
      long wanted = (long) column.count() * column.size() * type.bytes();
      if (wanted > Integer.MAX_VALUE - 8) {
        throw BadInputException.of(
            column.name(), "length", wanted + " bytes in Fortran's order", "at most 2 GB of them");
      }
      byte[] all = new byte[(int) wanted];
      int got = source.read(all, 0, all.length);
      if (got < wanted) {
        throw BadInputException.of(
            column.name(), "length of the data", got + " bytes", wanted + " by its header");
      }
      return new ColumnsFirst(ByteBuffer.wrap(all).order(order), type, column);
    }
  }

  /** Where the numbers of an item, in the usual order, stand where the first index runs fastest. */
  static int[] places(int... shape) {
    int size = 1;
    for (int length : shape) {
      size *= length;
    }
    int[] place = new int[size];
    for (int i = 0; i < size; i++) {
      int rest = i;
      int step = size;
      for (int d = shape.length - 1; d >= 0; d--) {
        step /= shape[d];
        place[i] += rest % shape[d] * step;
        rest /= shape[d];
      }
    }
    return place;
  }

  @Override
  public void next(float[] item) {
    for (int i = 0; i < item.length; i++) {
      long number = (long) place[i] * count + at;
      item[i] = type.get(numbers, (int) (number * type.bytes()));
    }
    at++;
  }
}
