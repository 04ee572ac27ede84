package io.github.lenetcl.data;

import java.util.Arrays;

/**
 * The pieces of ink that hang together, by sides or corners, in the order of their first pixels.
 */
final class Pieces {
  /** Pieces of fewer pixels than this have no part that is fullest, but their fullest pixel. */
  private static final int FEW = 12;

  private final byte[] levels;
  private final int height;
  private final int width;

  /** Pixels of ink that no piece has yet. */
  private final boolean[] open;

  /** The places of all pixels, piece by piece, and where each piece ends. */
  private final int[] place;

  private int[] end = new int[16];
  private int count;

  /** Looks for pieces of pixels of at least that level, above 0. */
  Pieces(InkImage ink, int least) {
    this.levels = ink.levels();
    this.height = ink.height();
    this.width = ink.width();
    this.open = new boolean[levels.length];
    this.place = new int[levels.length];
    for (int at = 0; at < open.length; at++) {
      open[at] = (levels[at] & 0xff) >= least;
    }
    for (int start = 0; start < open.length; start++) {
      if (open[start]) {
        if (count == end.length) {
          end = Arrays.copyOf(end, 2 * count);
        }
        end[count] = collect(start, from(count));
        count++;
      }
    }
  }

  private int collect(int start, int first) {
    int found = first;
    place[found++] = start;
    open[start] = false;
    for (int next = first; next < found; next++) {
      int row = place[next] / width;
      int column = place[next] - row * width;
      int left = Math.max(0, column - 1);
      int right = Math.min(width - 1, column + 1);
      int bottom = Math.min(height - 1, row + 1);
      for (int r = Math.max(0, row - 1); r <= bottom; r++) {
        for (int at = r * width + left; at <= r * width + right; at++) {
          if (open[at]) {
            open[at] = false;
            place[found++] = at;
          }
        }
      }
    }
    return found;
  }

  /** How many pieces there are. */
  int count() {
    return count;
  }

  /** Where a piece's pixels begin among all. */
  int from(int piece) {
    return piece == 0 ? 0 : end[piece - 1];
  }

  /** Where they end. */
  int to(int piece) {
    return end[piece];
  }

  /** How many they are. */
  int size(int piece) {
    return to(piece) - from(piece);
  }

  /** The place of a pixel in the picture. */
  int place(int pixel) {
    return place[pixel];
  }

  /** The level that a part of a piece's pixels reach, or enough of them. */
  int fullest(int piece, double part) {
    if (size(piece) < FEW) {
      int fullest = 0;
      for (int i = from(piece); i < to(piece); i++) {
        fullest = Math.max(fullest, levels[place[i]] & 0xff);
      }
      return fullest;
    }
    int[] histogram = new int[256];
    for (int i = from(piece); i < to(piece); i++) {
      histogram[levels[place[i]] & 0xff]++;
    }
    int level = 255;
    for (int reached = histogram[255];
        reached < Math.min(Inking.FULL_PIXELS, part * size(piece));
        reached += histogram[level]) {
      level--;
    }
    return level;
  }
}
