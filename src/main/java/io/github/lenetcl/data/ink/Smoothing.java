package io.github.lenetcl.data.ink;

/** Means over neighbouring pixels. */
final class Smoothing {
  private Smoothing() {}

  /** The mean of each pixel and its neighbours; beyond the edge the edge goes on. */
  static byte[] mean3(byte[] levels, int height, int width) {
    return means(levels, height, width, 1);
  }

  /** The same with weights 1, 2, 1 both ways, which blurs strokes less. */
  static byte[] binomial3(byte[] levels, int height, int width) {
    return means(levels, height, width, 2);
  }

  /** Means with weights 1, middle, 1 both ways. */
  private static byte[] means(byte[] levels, int height, int width, int middle) {
    int all = (middle + 2) * (middle + 2);
    byte[] means = new byte[levels.length];
    for (int row = 0; row < height; row++) {
      int above = Math.max(0, row - 1) * width;
      int here = row * width;
      int below = Math.min(height - 1, row + 1) * width;
      int before = column(levels, above, here, below, middle);
      int own = before;
      for (int column = 0; column < width; column++) {
        int next = Math.min(width - 1, column + 1);
        int after = column(levels, above + next, here + next, below + next, middle);
        means[here + column] = (byte) ((before + middle * own + after + all / 2) / all);
        before = own;
        own = after;
      }
    }
    return means;
  }

  private static int column(byte[] levels, int above, int here, int below, int middle) {
    return (levels[above] & 0xff) + middle * (levels[here] & 0xff) + (levels[below] & 0xff);
  }
}
