package io.github.lenetcl.data.ink;

import java.util.Optional;

/**
 * A rectangle of pixels.
 *
 * @param top its first row
 * @param left its first column
 * @param bottom the row after its last
 * @param right the column after its last
 */
public record Extent(int top, int left, int bottom, int right) {
  /**
   * {@return the smallest rectangle around all pixels of at least that level; nothing if there is
   * none}
   *
   * @param levels unsigned bytes, row by row
   * @param width columns
   * @param least the level, 0 to 255
   */
  public static Optional<Extent> of(byte[] levels, int width, int least) {
    int top = -1;
    int left = width;
    int bottom = 0;
    int right = 0;
    for (int row = 0; row < levels.length / width; row++) {
      int from = row * width;
      int first = ByteLanes.first(levels, from, from + width, least) - from;
      if (first == width) {
        continue;
      }
      int last = width - 1;
      while (last >= right && (levels[from + last] & 0xff) < least) {
        last--;
      }
      top = top < 0 ? row : top;
      left = Math.min(left, first);
      bottom = row + 1;
      right = Math.max(right, last + 1);
    }
    return bottom == 0 ? Optional.empty() : Optional.of(new Extent(top, left, bottom, right));
  }

  /** {@return its rows} */
  public int height() {
    return bottom - top;
  }

  /** {@return its columns} */
  public int width() {
    return right - left;
  }

  /**
   * {@return the smallest rectangle around this and another}
   *
   * @param other the other
   */
  public Extent with(Extent other) {
    return new Extent(
        Math.min(top, other.top),
        Math.min(left, other.left),
        Math.max(bottom, other.bottom),
        Math.max(right, other.right));
  }
}
