package io.github.lenetcl.reading;

import io.github.lenetcl.data.ink.InkImage;
import java.util.List;
import java.util.Set;

/** Reads lines of digits. Safe to use from many threads. */
public interface LineReader extends AutoCloseable {

  /** The most looks at a line that is in doubt. */
  int MOST_LOOKS = 6;

  /** {@return the characters that can be seen, as code points: what a grammar may ask for} */
  Set<Integer> symbols();

  /**
   * Reads many lines at once.
   *
   * @param lines the lines, of any sizes; {@link InkImage#of} makes them of pictures
   * @param options what is asked
   * @return a reading for each line, in their order; a blank line reads as nothing
   * @throws IllegalArgumentException if the grammar has a character that cannot be seen
   */
  List<Reading> read(List<InkImage> lines, ReadingOptions options);

  /**
   * Reads one line.
   *
   * @param line the line
   * @param options what is asked
   * @return its reading
   */
  default Reading read(InkImage line, ReadingOptions options) {
    return read(List.of(line), options).get(0);
  }

  /** Frees the device's memory; closing twice does nothing. */
  @Override
  void close();
}
