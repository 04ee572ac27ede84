package io.github.lenetcl.data.ink;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Pixels along the edge of a rectangle in a picture, where paper is most likely to be seen.
 *
 * @param at their places in the picture, row by row
 */
record Border(int[] at) {
  /** The border of a rectangle in a picture of that width, a fiftieth of its shorter side thick. */
  static Border of(Extent extent, int width) {
    int thickness = thickness(extent);
    int sides = 2 * thickness * (extent.height() + extent.width());
    int[] at = new int[Math.min(extent.height() * extent.width(), sides)];
    int count = 0;
    for (int row = extent.top(); row < extent.bottom(); row++) {
      boolean whole = row < extent.top() + thickness || row >= extent.bottom() - thickness;
      // The sides of a picture of one column are the same.
      int inner = whole ? extent.right() : extent.left() + thickness;
      int outer = Math.max(inner, extent.right() - thickness);
      for (int column = extent.left(); column < inner; column++) {
        at[count++] = row * width + column;
      }
      for (int column = outer; column < extent.right(); column++) {
        at[count++] = row * width + column;
      }
    }
    return new Border(Arrays.copyOf(at, count));
  }

  static int thickness(Extent extent) {
    return Math.max(1, Math.min(extent.height(), extent.width()) / 50);
  }

  /** The pixels whose place is wanted. */
  Border where(IntPredicate wanted) {
    return new Border(IntStream.of(at).filter(wanted).toArray());
  }

  /** The median of the unsigned levels along the border; 0 if it is empty. */
  int median(byte[] levels) {
    int[] histogram = new int[256];
    for (int i : at) {
      histogram[levels[i] & 0xff]++;
    }
    int level = 0;
    for (int below = 0; at.length > 0; level++) {
      below += histogram[level];
      if (below > at.length / 2) {
        break;
      }
    }
    return level;
  }
}
