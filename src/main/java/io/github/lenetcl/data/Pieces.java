package io.github.lenetcl.data;

import java.util.Arrays;

/** The pieces of ink that hang together, by sides or corners, one after the other. */
final class Pieces {
  /** Pieces of fewer pixels than this have no part that is fullest, but their fullest pixel. */
  private static final int FEW = 12;

  private final byte[] levels;
  private final int height;
  private final int width;
  private final int least;
  private final boolean[] seen;
  private final int[] pending;
  private final int[] histogram = new int[256];

  /** Looks for pieces of pixels of at least that level, above 0. */
  Pieces(InkImage ink, int least) {
    this.levels = ink.levels();
    this.height = ink.height();
    this.width = ink.width();
    this.least = least;
    this.seen = new boolean[levels.length];
    this.pending = new int[levels.length];
  }

  /** Lists the pixels of the piece at a place; 0 if there is none or it was listed before. */
  int collect(int start) {
    if (seen[start] || (levels[start] & 0xff) < least) {
      return 0;
    }
    int count = 0;
    pending[count++] = start;
    seen[start] = true;
    for (int next = 0; next < count; next++) {
      int row = pending[next] / width;
      int column = pending[next] - row * width;
      int left = column == 0 ? 0 : -1;
      int right = column == width - 1 ? 0 : 1;
      for (int r = row == 0 ? 0 : -1; r <= (row == height - 1 ? 0 : 1); r++) {
        for (int c = left; c <= right; c++) {
          int at = pending[next] + r * width + c;
          if (!seen[at] && (levels[at] & 0xff) >= least) {
            seen[at] = true;
            pending[count++] = at;
          }
        }
      }
    }
    return count;
  }

  /** The place of a pixel that is listed. */
  int place(int i) {
    return pending[i];
  }

  /** The level that a part of the listed pixels reach, or enough of them. */
  int fullest(int count, double part) {
    if (count < FEW) {
      int fullest = 0;
      for (int i = 0; i < count; i++) {
        fullest = Math.max(fullest, levels[pending[i]] & 0xff);
      }
      return fullest;
    }
    Arrays.fill(histogram, 0);
    for (int i = 0; i < count; i++) {
      histogram[levels[pending[i]] & 0xff]++;
    }
    int level = 255;
    for (int reached = histogram[255];
        reached < Math.min(Inking.FULL_PIXELS, part * count);
        reached += histogram[level]) {
      level--;
    }
    return level;
  }
}
