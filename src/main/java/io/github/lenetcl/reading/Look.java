package io.github.lenetcl.reading;

import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.data.ink.InkImage;
import java.util.List;

/**
 * A way to see a line before a network is swept over it. Slanted, or drawn larger and so softer, it
 * shows other windows, so that what only one of them suggests is outvoted. Lines that are cut are
 * held otherwise by {@link io.github.lenetcl.reading.segmentation.Hold}: shifted by parts of a
 * pixel they are cut elsewhere.
 *
 * @param slant columns to the right for each row down
 * @param size how much larger
 */
record Look(double slant, double size) {

  /** What has at least this share is not looked at again. */
  static final double CLEAR = 0.9;

  /** Of use in this order: on the first, each line is read as it is. */
  private static final List<Look> ALL =
      List.of(
          new Look(0, 1),
          new Look(0.12, 1),
          new Look(-0.12, 1),
          new Look(0, 1.5),
          new Look(0.12, 1.5),
          new Look(-0.12, 1.5));

  /**
   * Checks a number of looks.
   *
   * @throws IllegalArgumentException if it is not 1 to {@value LineReader#MOST_LOOKS}
   */
  static void check(int count) {
    if (count < 1 || count > LineReader.MOST_LOOKS) {
      throw new IllegalArgumentException(
          "reader: " + count + " looks, wanted 1 to " + LineReader.MOST_LOOKS);
    }
  }

  /** Returns the looks after the first, of so many in all. */
  static List<Look> more(int count) {
    check(count);
    return ALL.subList(1, count);
  }

  /** Returns a line as it is seen so, without its margins, which must not matter. */
  InkImage of(InkImage line) {
    return Extent.of(line.levels(), line.width(), 1).map(ink -> of(line, ink)).orElse(line);
  }

  private InkImage of(InkImage line, Extent ink) {
    int height = (int) Math.ceil(size * ink.height());
    int width = (int) Math.ceil(size * ink.width());
    return line.resampled(ink.top(), ink.left(), 1 / size, height, width).slanted(slant);
  }
}
