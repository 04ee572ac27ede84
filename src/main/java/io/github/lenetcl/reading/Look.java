package io.github.lenetcl.reading;

import io.github.lenetcl.data.InkImage;
import java.util.List;

/**
 * A way to hold a line before it is cut. Slanted, or drawn larger, it is cut elsewhere and its
 * pieces look otherwise, so that what only one way of cutting suggests is outvoted.
 *
 * @param slant columns to the right for each row down
 * @param size how much larger
 */
record Look(double slant, double size) {

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
   * The looks after the first.
   *
   * @param count looks in all
   * @throws IllegalArgumentException if the count is not 1 to {@value GraphReader#MOST_LOOKS}
   */
  static List<Look> more(int count) {
    if (count < 1 || count > GraphReader.MOST_LOOKS) {
      throw new IllegalArgumentException(
          "reader: " + count + " looks, wanted 1 to " + GraphReader.MOST_LOOKS);
    }
    return ALL.subList(1, count);
  }

  /** Returns a line as it is seen so. */
  InkImage of(InkImage line) {
    int height = (int) Math.round(size * line.height());
    int width = (int) Math.round(size * line.width());
    InkImage sized = size == 1 ? line : line.resampled(0, 0, 1 / size, height, width);
    return slant == 0 ? sized : sized.slanted(slant);
  }
}
