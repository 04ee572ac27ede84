package io.github.lenetcl.data;

import java.util.Arrays;

/** Takes specks of dust off a picture: pieces of ink far smaller than its largest piece. */
final class Speckle {
  /** Fainter than this is no ink that could join two pieces. */
  private static final int FAINT = 10;

  /** A piece that is nowhere as full as this is a smudge. */
  private static final int FULL = 128;

  /** A piece is a speck if it has less of the largest piece's ink than this. */
  private static final double LEAST_SHARE = 0.05;

  private final InkImage ink;
  private final int[] pending;
  private final boolean[] seen;
  private final byte[] kept;

  private Speckle(InkImage ink) {
    this.ink = ink;
    int size = ink.levels().length;
    pending = new int[size];
    seen = new boolean[size];
    kept = new byte[size];
  }

  static InkImage removed(InkImage ink) {
    return new Speckle(ink).removed();
  }

  private InkImage removed() {
    long largest = 0;
    for (int start = 0; start < seen.length; start++) {
      largest = Math.max(largest, inkOf(collect(start)));
    }
    Arrays.fill(seen, false);
    for (int start = 0; start < seen.length; start++) {
      int count = collect(start);
      long sum = inkOf(count);
      if (sum > 0 && sum >= LEAST_SHARE * largest) {
        for (int i = 0; i < count; i++) {
          kept[pending[i]] = ink.levels()[pending[i]];
        }
      }
    }
    return new InkImage(ink.height(), ink.width(), kept);
  }

  /** Lists in {@code pending} the pixels of the piece at a place; 0 if it was listed before. */
  private int collect(int start) {
    if (!isInk(start)) {
      return 0;
    }
    int count = 0;
    pending[count++] = start;
    seen[start] = true;
    for (int next = 0; next < count; next++) {
      int row = pending[next] / ink.width();
      int column = pending[next] % ink.width();
      for (int r = Math.max(0, row - 1); r <= Math.min(ink.height() - 1, row + 1); r++) {
        for (int c = Math.max(0, column - 1); c <= Math.min(ink.width() - 1, column + 1); c++) {
          int at = r * ink.width() + c;
          if (isInk(at)) {
            seen[at] = true;
            pending[count++] = at;
          }
        }
      }
    }
    return count;
  }

  private boolean isInk(int at) {
    return !seen[at] && (ink.levels()[at] & 0xff) >= FAINT;
  }

  /** The sum of the levels of the first pixels that are listed; 0 for a smudge. */
  private long inkOf(int count) {
    long sum = 0;
    int fullest = 0;
    for (int i = 0; i < count; i++) {
      int level = ink.levels()[pending[i]] & 0xff;
      sum += level;
      fullest = Math.max(fullest, level);
    }
    return fullest < FULL ? 0 : sum;
  }
}
