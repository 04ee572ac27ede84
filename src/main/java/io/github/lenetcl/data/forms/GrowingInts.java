package io.github.lenetcl.data.forms;

import java.util.Arrays;

/** Numbers whose count shows at the end. */
final class GrowingInts {
  private int[] values = new int[1024];
  private int count;

  void add(int value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, count + count / 2);
    }
    values[count++] = value;
  }

  int[] toArray() {
    return Arrays.copyOf(values, count);
  }
}
