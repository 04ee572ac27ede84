package io.github.lenetcl.cli.drawing;

import java.awt.Color;

/** A colour for each value. */
interface ColorScale {

  /** Returns the colour of a value. */
  Color of(double value);

  /**
   * Returns the scale from blue (−bound) over white (0) to red (bound), for values with a sign.
   *
   * @param bound the value of the full colour, above 0
   */
  static ColorScale signed(double bound) {
    return value ->
        value < 0 ? between(PALE, BLUE, -value / bound) : between(PALE, RED, value / bound);
  }

  /**
   * Returns the scale from paper to ink.
   *
   * @param paper the value of paper
   * @param ink the value of ink
   */
  static ColorScale ink(double paper, double ink) {
    return value -> between(Color.WHITE, INK, (value - paper) / (ink - paper));
  }

  /** The middle of the signed scale. */
  Color PALE = new Color(0xF8F6F1);

  /** The negative end of the signed scale. */
  Color BLUE = new Color(0x1F5FA8);

  /** The positive end of the signed scale. */
  Color RED = new Color(0xB5271C);

  /** The dark end of the ink scale. */
  Color INK = new Color(0x1A1A24);

  private static Color between(Color from, Color to, double part) {
    double p = Math.max(0, Math.min(1, part));
    return new Color(
        mix(from.getRed(), to.getRed(), p),
        mix(from.getGreen(), to.getGreen(), p),
        mix(from.getBlue(), to.getBlue(), p));
  }

  private static int mix(int from, int to, double part) {
    return (int) Math.round(from + part * (to - from));
  }
}
