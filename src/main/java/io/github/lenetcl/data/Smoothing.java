package io.github.lenetcl.data;

/** Means over neighbouring pixels. */
final class Smoothing {
  private Smoothing() {}

  /** The mean of each pixel and its neighbours; beyond the edge the edge goes on. */
  static byte[] mean3(byte[] levels, int height, int width) {
    byte[] means = new byte[levels.length];
    for (int row = 0; row < height; row++) {
      int above = Math.max(0, row - 1) * width;
      int here = row * width;
      int below = Math.min(height - 1, row + 1) * width;
      int before = column(levels, above, here, below, 0);
      int middle = before;
      for (int column = 0; column < width; column++) {
        int after = column(levels, above, here, below, Math.min(width - 1, column + 1));
        means[here + column] = (byte) ((before + middle + after + 4) / 9);
        before = middle;
        middle = after;
      }
    }
    return means;
  }

  /** Each pixel and its neighbours weighed 1, 2, 1 both ways; beyond the edge the edge goes on. */
  static byte[] binomial3(byte[] levels, int height, int width) {
    byte[] means = new byte[levels.length];
    for (int row = 0; row < height; row++) {
      int above = Math.max(0, row - 1) * width;
      int here = row * width;
      int below = Math.min(height - 1, row + 1) * width;
      int before = weighed(levels, above, here, below, 0);
      int middle = before;
      for (int column = 0; column < width; column++) {
        int after = weighed(levels, above, here, below, Math.min(width - 1, column + 1));
        means[here + column] = (byte) ((before + 2 * middle + after + 8) / 16);
        before = middle;
        middle = after;
      }
    }
    return means;
  }

  private static int weighed(byte[] levels, int above, int here, int below, int column) {
    return column(levels, above, here, below, column) + (levels[here + column] & 0xff);
  }

  private static int column(byte[] levels, int above, int here, int below, int column) {
    return (levels[above + column] & 0xff)
        + (levels[here + column] & 0xff)
        + (levels[below + column] & 0xff);
  }

  /** Sums over all pixels above and left of each corner, (height + 1) × (width + 1). */
  static int[] sums(byte[] levels, int height, int width) {
    int wide = width + 1;
    int[] sums = new int[(height + 1) * wide];
    for (int row = 0; row < height; row++) {
      int sum = 0;
      for (int column = 0; column < width; column++) {
        sum += levels[row * width + column] & 0xff;
        sums[(row + 1) * wide + column + 1] = sums[row * wide + column + 1] + sum;
      }
    }
    return sums;
  }
}
