package io.github.lenetcl.reading.compose;

/**
 * How digits are set into a line. Lengths are in pixels of a digit set of 28×28, as MNIST is.
 *
 * @param length digits in a line, 1 to 100
 * @param leastGap the least distance between the columns of neighbours, −28 to 28; below 0 they
 *     have columns in common
 * @param mostGap the most; neighbours whose distance comes out as 0 or less touch: they are moved
 *     nearer until their inks meet, but not into more than 4 columns in common
 * @param baseline how far digits stand above or below the baseline at most, 0 to 10
 * @param size the largest relative change of size, 0 to 0.5
 * @param slant the largest horizontal shift for each pixel upwards, 0 to 1
 * @param joins how often a stroke is drawn between neighbours, 0 to 1
 * @param speckle specks for each pixel of the line, 0 to 0.1
 * @param ruled whether there is a ruled line below the digits
 */
public record LineStyle(
    int length,
    double leastGap,
    double mostGap,
    double baseline,
    double size,
    double slant,
    double joins,
    double speckle,
    boolean ruled) {

  /** Checks the ranges. */
  public LineStyle {
    require("length", length, 1, 100);
    require("least gap", leastGap, -28, 28);
    require("most gap", mostGap, leastGap, 28);
    require("baseline", baseline, 0, 10);
    require("size", size, 0, 0.5);
    require("slant", slant, 0, 1);
    require("joins", joins, 0, 1);
    require("speckle", speckle, 0, 0.1);
  }

  private static void require(String name, double found, double least, double most) {
    if (!(found >= least && found <= most)) {
      throw new IllegalArgumentException(
          "line style: %s %s, wanted from %s to %s".formatted(name, found, least, most));
    }
  }

  /**
   * {@return digits on a wavy baseline (±2 pixels), of different sizes (±10 %) and slants (±0.2),
   * with light speckle (1 for each 500 pixels), 3 to 8 pixels apart}
   *
   * @param length digits in a line
   */
  public static LineStyle wide(int length) {
    return new LineStyle(length, 3, 8, 2, 0.1, 0.2, 0, 0.002, false);
  }

  /**
   * {@return {@link #wide} with neighbours that just touch, at most 4 columns in common}
   *
   * @param length digits in a line
   */
  public static LineStyle touching(int length) {
    return wide(length).withGap(0, 0);
  }

  /**
   * {@return {@link #touching}, and neighbours have 0 to so many columns in common at least}
   *
   * @param length digits in a line
   * @param most how many columns at most, at least 0
   */
  public static LineStyle overlapping(int length, double most) {
    return wide(length).withGap(-most, 0);
  }

  /**
   * {@return this with other gaps}
   *
   * @param least the least
   * @param most the most
   */
  public LineStyle withGap(double least, double most) {
    return new LineStyle(length, least, most, baseline, size, slant, joins, speckle, ruled);
  }

  /**
   * {@return this with other jitter of baseline, size and slant}
   *
   * @param pixels of the baseline
   * @param relative of the size
   * @param shear of the slant
   */
  public LineStyle withJitter(double pixels, double relative, double shear) {
    return new LineStyle(length, leastGap, mostGap, pixels, relative, shear, joins, speckle, ruled);
  }

  /**
   * {@return this with strokes between neighbours}
   *
   * @param often how often, 0 to 1
   */
  public LineStyle withJoins(double often) {
    return new LineStyle(length, leastGap, mostGap, baseline, size, slant, often, speckle, ruled);
  }

  /**
   * {@return this with other speckle}
   *
   * @param density specks for each pixel
   */
  public LineStyle withSpeckle(double density) {
    return new LineStyle(length, leastGap, mostGap, baseline, size, slant, joins, density, ruled);
  }

  /**
   * {@return this with a ruled line, or without}
   *
   * @param below whether there is one below the digits
   */
  public LineStyle withRule(boolean below) {
    return new LineStyle(length, leastGap, mostGap, baseline, size, slant, joins, speckle, below);
  }
}
