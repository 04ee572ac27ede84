package io.github.lenetcl.data;

/**
 * How a hand writes, and its pen.
 *
 * @param shapes its ways to write the digits
 * @param least how far its points go astray at least, of the grid's 100
 * @param more how much further they may go
 * @param thinnest the least half-width of its pen, of the digit's 20 pixels
 * @param thickest the largest
 * @param width the deviation of the logarithm of the digits' widths
 * @param slant the mean slant, in columns for each row
 * @param slants its deviation
 * @param turn the deviation of the turn, in radians
 * @param nib the deviation of the pen's preference for a direction
 * @param swing the deviation of how the pen's pressure swings along a stroke
 * @param breaks how often ink fails in a digit
 */
record Hand(
    DigitShapes shapes,
    double least,
    double more,
    double thinnest,
    double thickest,
    double width,
    double slant,
    double slants,
    double turn,
    double nib,
    double swing,
    double breaks) {

  /** The hand of the embedded digits. */
  static final Hand EMBEDDED =
      new Hand(DigitShapes.EMBEDDED, 1.5, 3.5, 0.8, 2.0, 0.22, 0.14, 0.2, 0.1, 0.1, 0.14, 0);

  /** The same with thinner and thicker pens, steeper and flatter. */
  static final Hand OTHER_PENS =
      new Hand(DigitShapes.EMBEDDED, 1, 4, 0.5, 2.4, 0.3, 0.1, 0.3, 0.14, 0.12, 0.16, 0.1);

  /** Hands beyond America. */
  static final Hand ELSEWHERE =
      new Hand(OtherHands.WRITTEN, 0.8, 3.4, 0.5, 2.2, 0.26, 0.14, 0.26, 0.12, 0.1, 0.14, 0.1);

  /** Printers. */
  static final Hand PRINTER =
      new Hand(OtherHands.PRINTED, 0.2, 0.8, 0.9, 2.3, 0.2, 0.03, 0.1, 0.06, 0.03, 0.04, 0.03);

  /** Parts of the thickest pen with which a digit can be told: what has bows needs room in them. */
  private static final double[] ROOM = {0.9, 1.5, 0.8, 0.8, 0.8, 0.75, 0.75, 1, 0.7, 0.75};

  /** The thickest pen for a digit, half its width. */
  double thickest(int digit) {
    return this == EMBEDDED ? thickest : Math.max(1.2 * thinnest, ROOM[digit] * thickest);
  }
}
