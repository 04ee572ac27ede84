package io.github.lenetcl.data;

import java.util.Arrays;

/**
 * Closes over what is dark and narrow: the largest level in a square around each pixel, and of
 * these the smallest in the same square. The largest of 2, 4, 8 … rows come one from the other, all
 * columns at a time, so that vector units do them, and two of those overlap to the rows that are
 * wanted.
 */
final class Closing {
  /** Columns that are done together, few enough for their rows to stay near. */
  private static final int STRIP = 64;

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
    byte[] turned = extremes(levels, height, width, down, 1);
    byte[] widened = extremes(turned, width, height, across, 1);
    turned = extremes(widened, height, width, down, -1);
    return extremes(turned, width, height, across, -1);
  }

  /**
   * The largest (sign 1) or smallest (−1) levels of each column from so many rows above to as many
   * below, columns turned into rows.
   */
  private static byte[] extremes(byte[] levels, int height, int width, int reach, int sign) {
    byte[] turned = new byte[levels.length];
    int[] run = new int[(height + 2 * reach) * Math.min(STRIP, width)];
    for (int left = 0; left < width; left += STRIP) {
      int columns = Math.min(STRIP, width - left);
      int edge = reach * columns;
      int end = edge + height * columns;
      Arrays.fill(run, 0, edge, Integer.MIN_VALUE);
      for (int row = 0, to = edge; row < height; row++) {
        for (int at = row * width + left, last = at + columns; at < last; at++, to++) {
          run[to] = sign * (levels[at] & 0xff);
        }
      }
      Arrays.fill(run, end, end + edge, Integer.MIN_VALUE);
      int second = largest(run, end + edge, columns, 2 * reach + 1);
      for (int column = 0; column < columns; column++) {
        int to = (left + column) * height;
        for (int row = 0, at = column; row < height; row++, at += columns) {
          turned[to + row] = (byte) (sign * Math.max(run[at], run[at + second]));
        }
      }
    }
    return turned;
  }

  /**
   * Replaces each level by the largest of its column from its row on, half a window of rows or
   * more.
   *
   * @return how much further a second of them is, with which it makes the whole window
   */
  private static int largest(int[] run, int length, int columns, int window) {
    int rows = 1;
    for (int used = length; 2 * rows <= window; rows *= 2) {
      int apart = rows * columns;
      used -= apart;
      for (int i = 0; i < used; i++) {
        run[i] = Math.max(run[i], run[i + apart]);
      }
    }
    return (window - rows) * columns;
  }
}
