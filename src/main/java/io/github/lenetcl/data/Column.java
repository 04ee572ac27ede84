package io.github.lenetcl.data;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Items of one shape, one after another: the images of a file, or its labels. Every form of data
 * comes down to these. How many there are is checked against what the file can hold before a column
 * is made of it.
 */
public interface Column {

  /** {@return what messages call it: the file, and what of it} */
  String name();

  /** {@return how many items there are} */
  int count();

  /**
   * {@return the size of an item: rows and columns of an image, perhaps with channels before or
   * behind them; or all its pixels as one number; empty for a label}
   */
  int[] shape();

  /** {@return whether the values are stored as unsigned bytes} */
  default boolean isBytes() {
    return false;
  }

  /** {@return names, of which the values are the numbers from 0, if there are any} */
  default Optional<List<String>> names() {
    return Optional.empty();
  }

  /**
   * Begins to read.
   *
   * @return a reader before the first item, to be closed by the caller
   * @throws IOException if the file cannot be read
   */
  Cursor open() throws IOException;

  /** {@return how many values an item has} */
  default int size() {
    int size = 1;
    for (int length : shape()) {
      size *= length;
    }
    return size;
  }
}
