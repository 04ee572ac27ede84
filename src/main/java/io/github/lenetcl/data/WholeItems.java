package io.github.lenetcl.data;

import java.io.IOException;

/** Reads items that come as whole arrays of bytes, such as pictures that are brought to size. */
public interface WholeItems extends Cursor {

  /**
   * {@return the next item, a byte for each value}
   *
   * @throws BadInputException if the file is damaged, or ends here
   * @throws IOException if it cannot be read
   */
  byte[] next() throws IOException;

  @Override
  default void next(float[] item) throws IOException {
    byte[] levels = next();
    for (int i = 0; i < item.length; i++) {
      item[i] = levels[i] & 0xff;
    }
  }

  @Override
  default void next(byte[] items, int from, int to) throws IOException {
    for (int at = from; at < to; ) {
      byte[] levels = next();
      System.arraycopy(levels, 0, items, at, levels.length);
      at += levels.length;
    }
  }
}
