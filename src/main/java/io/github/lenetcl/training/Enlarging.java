package io.github.lenetcl.training;

import io.github.lenetcl.data.Dice;
import io.github.lenetcl.data.ink.InkImage;

/**
 * Draws some lines to learn from larger than they were composed, since pictures are of any size.
 */
final class Enlarging {

  /** The part of the lines that are enlarged. */
  private static final double PART = 0.5;

  /** The largest is so many times as large. */
  private static final double MOST = 2;

  /** What is drawn for a line beside its composing. */
  private static final int STREAM = 4;

  private Enlarging() {}

  /**
   * Enlarges a line, or leaves it as it is.
   *
   * @param ink the line
   * @param key the same for the same line
   */
  static InkImage of(InkImage ink, int key) {
    Dice dice = new Dice(key, STREAM);
    double size = dice.between(1, MOST);
    if (!dice.chance(PART)) {
      return ink;
    }
    int height = (int) Math.round(size * ink.height());
    int width = (int) Math.round(size * ink.width());
    return ink.resampled(0, 0, 1 / size, height, width);
  }
}
