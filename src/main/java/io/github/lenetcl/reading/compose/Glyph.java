package io.github.lenetcl.reading.compose;

import io.github.lenetcl.data.Dice;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.data.ink.Extent;

/**
 * A digit of its size and slant, on the line's rows.
 *
 * @param height rows of the line
 * @param width columns
 * @param levels unsigned bytes, row by row
 * @param extent where its ink is
 */
record Glyph(int height, int width, byte[] levels, Extent extent) {

  /** From this level on a pixel is ink that touches, and counts for the extent. */
  static final int INK = 80;

  /** The digit's lowest ink stands above this row of a line; images of 28 rows give lines of 36. */
  static int baseline(int rows) {
    return rows * 29 / 28;
  }

  private static int lineHeight(int rows) {
    return (int) Math.ceil(rows * 36 / 28.0);
  }

  /**
   * Draws a digit.
   *
   * @param set the digits
   * @param index which of them
   * @param style how much their sizes, slants and places differ
   * @param usual its size, of that of the others
   * @param dice what is drawn for it
   */
  static Glyph of(LabelledImages set, int index, LineStyle style, double usual, Dice dice) {
    byte[] image = set.image(index);
    int inputs = set.width();
    Extent ink = Extent.of(image, inputs, INK).orElse(new Extent(0, 0, set.height(), set.width()));
    double size = usual * (1 + dice.between(-style.size(), style.size()));
    double slant = dice.between(-style.slant(), style.slant());
    double jitter = dice.between(-style.baseline(), style.baseline()) * set.height() / 28;
    int height = lineHeight(set.height());
    int width = 2 * set.width();
    byte[] levels = new byte[height * width];
    double foot = baseline(set.height()) + jitter;
    // A whole column, so that without jitter pixels fall on pixels.
    double centre = (ink.left() + ink.right()) / 2;
    for (int row = 0; row < height; row++) {
      double up = foot - (row + 0.5);
      for (int column = 0; column < width; column++) {
        double right = column + 0.5 - width / 2.0 - slant * up;
        double x = centre + right / size - 0.5;
        double y = ink.bottom() - up / size - 0.5;
        levels[row * width + column] = (byte) Math.round(level(image, inputs, x, y));
      }
    }
    return new Glyph(
        height, width, levels, Extent.of(levels, width, INK).orElse(new Extent(0, 0, height, 1)));
  }

  /** The level at a point between pixels, 0 outside the image. */
  private static double level(byte[] image, int width, double x, double y) {
    int column = (int) Math.floor(x);
    int row = (int) Math.floor(y);
    if (row < -1 || row >= image.length / width || column < -1 || column >= width) {
      return 0;
    }
    double right = x - column;
    double down = y - row;
    return (1 - down)
            * ((1 - right) * at(image, width, row, column)
                + right * at(image, width, row, column + 1))
        + down
            * ((1 - right) * at(image, width, row + 1, column)
                + right * at(image, width, row + 1, column + 1));
  }

  private static int at(byte[] image, int width, int row, int column) {
    boolean inside = row >= 0 && row < image.length / width && column >= 0 && column < width;
    return inside ? image[row * width + column] & 0xff : 0;
  }

  /** How far to the right of this another stands when the two just touch in some row. */
  int contact(Glyph other) {
    int least = Integer.MIN_VALUE;
    for (int row = 0; row < height; row++) {
      int right = right(row);
      int left = other.left(row);
      if (right >= 0 && left >= 0) {
        least = Math.max(least, right - left);
      }
    }
    return least == Integer.MIN_VALUE ? extent.right() - other.extent.left() : least;
  }

  /** One more than the last column with ink in a row; −1 if there is none. */
  private int right(int row) {
    for (int column = width - 1; column >= 0; column--) {
      if ((levels[row * width + column] & 0xff) >= INK) {
        return column + 1;
      }
    }
    return -1;
  }

  /** The first column with ink in a row; −1 if there is none. */
  private int left(int row) {
    for (int column = 0; column < width; column++) {
      if ((levels[row * width + column] & 0xff) >= INK) {
        return column;
      }
    }
    return -1;
  }
}
