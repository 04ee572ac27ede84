package io.github.lenetcl.data;

/**
 * Closes over what is dark and narrow: the largest level in a square around each pixel, and of
 * these the smallest in the same square. The running extremes cost the same for squares of any size
 * (van Herk 1992; Gil, Werman 1993).
 */
final class Closing {
  private Closing() {}

  /**
   * The closed picture, a new array.
   *
   * @param reach pixels from the middle of the square to its side; at the edge of the picture the
   *     square ends there
   */
  static byte[] of(byte[] levels, int height, int width, int reach) {
    int across = Math.min(reach, width - 1);
    int down = Math.min(reach, height - 1);
    byte[] closed = levels.clone();
    int[] line = new int[Math.max(height, width)];
    int[][] runs = new int[2][line.length];
    for (int sign = 1; sign >= -1; sign -= 2) {
      for (int row = 0; row < height; row++) {
        extremes(closed, row * width, 1, width, across, sign, line, runs);
      }
      for (int column = 0; column < width; column++) {
        extremes(closed, column, width, height, down, sign, line, runs);
      }
    }
    return closed;
  }

  /** Replaces a row or column by its running largest (sign 1) or smallest (−1) levels. */
  private static void extremes(
      byte[] levels, int from, int step, int count, int reach, int sign, int[] line, int[][] runs) {
    int[] forward = runs[0];
    int[] backward = runs[1];
    int window = 2 * reach + 1;
    for (int i = 0, at = from; i < count; i++, at += step) {
      line[i] = sign * (levels[at] & 0xff);
      forward[i] = i % window == 0 ? line[i] : Math.max(forward[i - 1], line[i]);
    }
    for (int i = count - 1; i >= 0; i--) {
      boolean begins = i == count - 1 || (i + 1) % window == 0;
      backward[i] = begins ? line[i] : Math.max(backward[i + 1], line[i]);
    }
    for (int i = 0, at = from; i < count; i++, at += step) {
      int left = Math.max(0, i - reach);
      int right = Math.min(count - 1, i + reach);
      levels[at] = (byte) (sign * extreme(forward, backward, left, right, window));
    }
  }

  private static int extreme(int[] forward, int[] backward, int left, int right, int window) {
    if (left / window != right / window) {
      return Math.max(backward[left], forward[right]);
    }
    // A whole block, or one cut short by an end of the line.
    return left % window == 0 ? forward[right] : backward[left];
  }
}
