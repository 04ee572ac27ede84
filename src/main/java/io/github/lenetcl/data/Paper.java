package io.github.lenetcl.data;

import java.util.Optional;

/**
 * The colour of a picture's paper, which may change evenly from side to side as light does.
 *
 * @param level red, green and blue at the picture's first pixel
 * @param perColumn by how much they change from a column to the next
 * @param perRow by how much they change from a row to the next
 */
record Paper(double[] level, double[] perColumn, double[] perRow) {
  /** Paper that differs from one colour by no more than this has one colour. */
  private static final int EVEN = 4;

  private static final int OPAQUE = 128;

  /**
   * How far each pixel is from the paper, 0 to 255. The paper's colour is looked for along the
   * border of what is opaque. Where that border is itself transparent, or the opaque part is of one
   * colour, ink is what is opaque.
   */
  static byte[] differences(Pixels pixels) {
    byte[] opacity = pixels.opacity();
    Optional<Extent> opaque = Extent.of(opacity, pixels.width(), OPAQUE);
    if (opaque.isEmpty()) {
      return new byte[opacity.length];
    }
    Border border = Border.of(opaque.get(), pixels.width());
    if (border.median(opacity) < OPAQUE) {
      return opacity;
    }
    border = border.where(i -> (opacity[i] & 0xff) >= OPAQUE);
    byte[] differences = find(pixels, opaque.get(), border).differencesOf(pixels);
    boolean plain = Extent.of(differences, pixels.width(), InkImage.LEAST_CONTRAST).isEmpty();
    boolean transparentAround = Border.of(pixels.extent(), pixels.width()).median(opacity) < OPAQUE;
    return plain && transparentAround ? opacity : differences;
  }

  /** Paper of one colour, unless light that falls from a side explains the border far better. */
  private static Paper find(Pixels pixels, Extent extent, Border border) {
    Paper even = even(pixels, border);
    double offEven = border.median(even.differencesOf(pixels));
    if (offEven <= EVEN) {
      return even;
    }
    Paper sloped = sloped(pixels, extent, border, even);
    return border.median(sloped.differencesOf(pixels)) < offEven / 2 ? sloped : even;
  }

  private static Paper even(Pixels pixels, Border border) {
    double[] level = new double[Pixels.COLOURS];
    for (int c = 0; c < level.length; c++) {
      level[c] = border.median(pixels.channel(c));
    }
    return new Paper(level, new double[level.length], new double[level.length]);
  }

  /** Paper whose colour on each side of the border is the median there. */
  private static Paper sloped(Pixels pixels, Extent extent, Border border, Paper even) {
    int width = pixels.width();
    int thickness = Border.thickness(extent);
    Border left = border.where(i -> i % width < extent.left() + thickness);
    Border right = border.where(i -> i % width >= extent.right() - thickness);
    Border top = border.where(i -> i / width < extent.top() + thickness);
    Border bottom = border.where(i -> i / width >= extent.bottom() - thickness);
    double[] level = new double[Pixels.COLOURS];
    double[] perColumn = new double[level.length];
    double[] perRow = new double[level.length];
    for (int c = 0; c < level.length; c++) {
      byte[] channel = pixels.channel(c);
      perColumn[c] = (right.median(channel) - left.median(channel)) / (double) extent.width();
      perRow[c] = (bottom.median(channel) - top.median(channel)) / (double) extent.height();
      level[c] =
          even.level[c]
              - perColumn[c] * (extent.left() + extent.right()) / 2
              - perRow[c] * (extent.top() + extent.bottom()) / 2;
    }
    return new Paper(level, perColumn, perRow);
  }

  private byte[] differencesOf(Pixels pixels) {
    byte[] opacity = pixels.opacity();
    byte[] differences = new byte[opacity.length];
    for (int row = 0, at = 0; row < pixels.height(); row++) {
      for (int column = 0; column < pixels.width(); column++, at++) {
        double squares = 0;
        for (int c = 0; c < Pixels.COLOURS; c++) {
          double paper = level[c] + perColumn[c] * column + perRow[c] * row;
          double difference = (pixels.channel(c)[at] & 0xff) - paper;
          squares += difference * difference;
        }
        double opaque = (opacity[at] & 0xff) / 255.0;
        differences[at] = (byte) Math.min(255, Math.round(opaque * Math.sqrt(squares / 3)));
      }
    }
    return differences;
  }
}
