package io.github.lenetcl.data;

import java.io.Closeable;
import java.io.IOException;

/** Reads the items of a {@link Column} from the first to the last. Not safe for several threads. */
public interface Cursor extends Closeable {

  /**
   * Reads the next item, as many values as it has.
   *
   * @param item where they go
   * @throws BadInputException if the file is damaged, or ends here
   * @throws IOException if it cannot be read
   */
  void next(float[] item) throws IOException;

  /**
   * Reads items of a column of bytes as they are.
   *
   * @param items where they go
   * @param from the first place
   * @param to the place after the last: a whole number of items behind it
   * @throws BadInputException if the file is damaged, or ends here
   * @throws IOException if it cannot be read
   */
  default void next(byte[] items, int from, int to) throws IOException {
    throw new UnsupportedOperationException("not a column of bytes");
  }

  /**
   * Looks behind the last item.
   *
   * @throws BadInputException if something is left that no item accounts for
   * @throws IOException if the file cannot be read
   */
  default void end() throws IOException {}

  @Override
  default void close() throws IOException {}
}
