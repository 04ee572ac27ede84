package io.github.lenetcl.data;

import java.util.Optional;

/**
 * A rectangle of pixels.
 *
 * @param top its first row
 * @param left its first column
 * @param bottom the row after its last
 * @param right the column after its last
 */
record Extent(int top, int left, int bottom, int right) {
  /** The smallest rectangle around all pixels of at least that level; nothing if there is none. */
  static Optional<Extent> of(byte[] levels, int width, int least) {
    int top = Integer.MAX_VALUE;
    int left = Integer.MAX_VALUE;
    int bottom = 0;
    int right = 0;
    for (int row = 0; row < levels.length / width; row++) {
      for (int column = 0; column < width; column++) {
        if ((levels[row * width + column] & 0xff) >= least) {
          top = Math.min(top, row);
          left = Math.min(left, column);
          bottom = row + 1;
          right = Math.max(right, column + 1);
        }
      }
    }
    return bottom == 0 ? Optional.empty() : Optional.of(new Extent(top, left, bottom, right));
  }

  int height() {
    return bottom - top;
  }

  int width() {
    return right - left;
  }
}
