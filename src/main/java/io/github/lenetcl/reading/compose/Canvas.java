package io.github.lenetcl.reading.compose;

import io.github.lenetcl.data.Dice;
import io.github.lenetcl.data.ink.Extent;

/** The paper on which a line is composed: where inks meet, the darker one is seen. */
final class Canvas {

  /** The level of strokes that are drawn. */
  private static final int STROKE = 230;

  private final int height;
  private final int width;
  private final byte[] levels;

  Canvas(int height, int width) {
    this.height = height;
    this.width = width;
    this.levels = new byte[height * width];
  }

  int width() {
    return width;
  }

  byte[] levels() {
    return levels;
  }

  /** Sets a digit, and returns where its ink is. */
  Extent set(Glyph glyph, int left) {
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < glyph.width(); column++) {
        darken(row, left + column, glyph.levels()[row * glyph.width() + column] & 0xff);
      }
    }
    Extent ink = glyph.extent();
    return new Extent(
        ink.top(),
        Math.max(0, left + ink.left()),
        ink.bottom(),
        Math.min(width, left + ink.right()));
  }

  /**
   * Draws a straight stroke from the ink of one digit to that of the next.
   *
   * @param from where it begins, as a part of the first one's height from its top
   * @param to where it ends, as a part of the second one's
   */
  void join(Extent first, double from, Extent second, double to, double thickness) {
    double y0 = first.top() + from * first.height();
    double y1 = second.top() + to * second.height();
    double x0 = inkFromRight((int) y0, first);
    double x1 = inkFromLeft((int) y1, second);
    stroke(x0, y0, x1, y1, thickness);
  }

  private double inkFromRight(int row, Extent box) {
    int column = box.right() - 1;
    while (column > box.left() && (levels[row * width + column] & 0xff) < Glyph.INK) {
      column--;
    }
    return column + 0.5;
  }

  private double inkFromLeft(int row, Extent box) {
    int column = box.left();
    while (column < box.right() - 1 && (levels[row * width + column] & 0xff) < Glyph.INK) {
      column++;
    }
    return column + 0.5;
  }

  /** Draws a ruled line through the middle column at a row, rising so much for each column. */
  void rule(double row, double slope, double thickness) {
    double rise = slope * width / 2;
    stroke(0, row + rise, width, row - rise, thickness);
  }

  private void stroke(double x0, double y0, double x1, double y1, double thickness) {
    double length = Math.max(1e-9, Math.hypot(x1 - x0, y1 - y0));
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double x = column + 0.5 - x0;
        double y = row + 0.5 - y0;
        double along = (x * (x1 - x0) + y * (y1 - y0)) / length;
        double nearest = Math.max(0, Math.min(length, along)) / length;
        double distance = Math.hypot(x - nearest * (x1 - x0), y - nearest * (y1 - y0));
        double cover = Math.max(0, Math.min(1, thickness / 2 + 0.5 - distance));
        darken(row, column, (int) Math.round(STROKE * cover));
      }
    }
  }

  /** Sprinkles specks of a pixel, one in four of 2×2. */
  void speckle(double density, Dice dice) {
    int specks = (int) Math.round(density * width * height);
    for (int i = 0; i < specks; i++) {
      int row = dice.below(height);
      int column = dice.below(width);
      int level = 64 + dice.below(192);
      int size = dice.chance(0.25) ? 2 : 1;
      for (int r = row; r < row + size; r++) {
        for (int c = column; c < column + size; c++) {
          darken(r, c, level);
        }
      }
    }
  }

  private void darken(int row, int column, int level) {
    if (row >= 0 && row < height && column >= 0 && column < width) {
      int at = row * width + column;
      levels[at] = (byte) Math.max(levels[at] & 0xff, level);
    }
  }
}
