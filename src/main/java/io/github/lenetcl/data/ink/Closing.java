package io.github.lenetcl.data.ink;

import java.util.Arrays;

/**
 * Closes over what is dark and narrow: the largest level in a square around each pixel, and of
 * these the smallest in the same square. The largest of 2, 4, 8 … pixels come one from the other,
 * and two of those overlap to as many as are wanted.
 */
final class Closing {
  /** Columns, or bytes of rows, that are done together: few enough to stay near. */
  private static final int STRIP = 256;

  private static final int ROWS = 1 << 14;

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
    if (isWhiteAllOver(levels, height, width, across, down)) {
      Arrays.fill(closed, (byte) 255);
      return closed;
    }
    widen(closed, height, width, across, down);
    invert(closed); // the smallest are the largest of the inverse
    widen(closed, height, width, across, down);
    invert(closed);
    return closed;
  }

  /**
   * Whether the largest level of all is seen to be in every square. Of tiles half as wide and high
   * as a square, each square has one in it.
   */
  private static boolean isWhiteAllOver(
      byte[] levels, int height, int width, int across, int down) {
    int wide = (across + 1) / ByteLanes.COUNT * ByteLanes.COUNT;
    int tall = down + 1;
    if (wide == 0) {
      return false;
    }
    for (int top = 0; top < height; top += tall) {
      for (int left = 0; left < width; left += wide) {
        // The last ones end where the picture does.
        int at = Math.min(top, height - tall) * width + Math.min(left, width - wide);
        if (!hasWhite(levels, at, wide, tall, width)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean hasWhite(byte[] levels, int at, int wide, int tall, int width) {
    for (int row = 0; row < tall; row++) {
      for (int column = 0; column < wide; column += ByteLanes.COUNT) {
        if (ByteLanes.hasFull(ByteLanes.get(levels, at + row * width + column))) {
          return true;
        }
      }
    }
    return false;
  }

  private static void invert(byte[] levels) {
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) ~levels[i];
    }
  }

  /** Replaces each level by the largest of the rectangle around it. */
  private static void widen(byte[] levels, int height, int width, int across, int down) {
    int stride = width + across; // rows share the 0 between them
    int rows = Math.min(height, Math.max(1, ROWS / stride));
    byte[] run = new byte[rows * stride + across + ByteLanes.COUNT];
    for (int top = 0; top < height; top += rows) {
      widenRows(levels, top * width, Math.min(rows, height - top), width, across, run);
    }
    int columns = Math.min(width, STRIP);
    run = new byte[(height + 2 * down) * columns + ByteLanes.COUNT];
    for (int left = 0; left < width; left += columns) {
      widenColumns(levels, left, Math.min(columns, width - left), height, width, down, run);
    }
  }

  private static void widenRows(
      byte[] levels, int from, int rows, int width, int across, byte[] run) {
    int stride = width + across;
    Arrays.fill(run, (byte) 0);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(levels, from + row * width, run, row * stride + across, width);
    }
    int second = largest(run, rows * stride + across, 1, 2 * across + 1);
    for (int row = 0; row < rows; row++) {
      int at = row * stride;
      ByteLanes.max(run, at, at + second, levels, from + row * width, width);
    }
  }

  private static void widenColumns(
      byte[] levels, int left, int columns, int height, int width, int down, byte[] run) {
    int edge = down * columns;
    int end = edge + height * columns;
    Arrays.fill(run, (byte) 0);
    // Whole rows lie one behind the other, there as here.
    int pieces = columns == width ? 1 : height;
    int piece = height * columns / pieces;
    for (int i = 0; i < pieces; i++) {
      System.arraycopy(levels, i * width + left, run, edge + i * piece, piece);
    }
    int second = largest(run, end + edge, columns, 2 * down + 1);
    for (int i = 0; i < pieces; i++) {
      ByteLanes.max(run, i * piece, i * piece + second, levels, i * width + left, piece);
    }
  }

  /**
   * Replaces each level by the largest of it and those that follow at distances of {@code apart},
   * half a window of them or more.
   *
   * @param run levels, and behind the length as many bytes more as lanes are
   * @return how much further a second of them is, with which it makes the whole window
   */
  private static int largest(byte[] run, int length, int apart, int window) {
    int count = 1;
    for (; 2 * count <= window; count *= 2) {
      int used = length - count * apart;
      for (int i = 0; i < used; i += ByteLanes.COUNT) {
        long lanes = ByteLanes.get(run, i);
        ByteLanes.set(run, i, ByteLanes.max(lanes, ByteLanes.get(run, i + count * apart)));
      }
    }
    return (window - count) * apart;
  }
}
