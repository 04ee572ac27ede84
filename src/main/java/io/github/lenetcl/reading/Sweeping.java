package io.github.lenetcl.reading;

import java.util.List;

/**
 * How often a network is swept over a line, for lines whose digits differ more in size or stand
 * farther off the line than those that it was trained on: at several scales, and at each of them at
 * several heights. Of the penalties of a class at a position the smallest counts. Besides, lines
 * that are in doubt may be looked at again, slanted and larger, and say what most looks say.
 *
 * @param scales how much larger than recipe {@code sdnn} shows it a line is shown, each from 0.25
 *     to 4; the positions of the first are those of the result
 * @param heights positions above each other, about the middle of the line, 1 to 9
 * @param looks how often to look at a line that stays in doubt, 1 to {@value LineReader#MOST_LOOKS}
 */
public record Sweeping(List<Double> scales, int heights, int looks) {

  /** Once, as recipe {@code sdnn} shows lines. */
  public static final Sweeping ONCE = new Sweeping(List.of(1.0), 1, 1);

  private static final int MOST_HEIGHTS = 9;
  private static final double LARGEST = 4;

  /** Checks the ranges. */
  public Sweeping {
    scales = List.copyOf(scales);
    if (scales.isEmpty()) {
      throw new IllegalArgumentException("sweeping: no scale, wanted at least one");
    }
    for (double scale : scales) {
      if (!(scale >= 1 / LARGEST && scale <= LARGEST)) {
        throw new IllegalArgumentException("sweeping: scale " + scale + ", wanted from 0.25 to 4");
      }
    }
    if (heights < 1 || heights > MOST_HEIGHTS) {
      throw new IllegalArgumentException("sweeping: " + heights + " heights, wanted from 1 to 9");
    }
    Look.check(looks);
  }
}
