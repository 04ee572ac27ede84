package io.github.lenetcl.data.ink;

import java.util.Arrays;

/**
 * The pieces of ink that hang together, by sides or corners, in the order of their first pixels.
 * Each is a list of runs, pixels side by side in a row: two runs of neighbouring rows that touch
 * are of one piece.
 */
final class Pieces {
  /** Pieces of fewer pixels than this have no part that is fullest, but their fullest pixel. */
  private static final int FEW = 12;

  private final byte[] levels;
  private final int height;
  private final int width;

  /** Where each run begins and ends in the picture, in its order, its row, and its piece. */
  private int[] begin = new int[64];

  private int[] end = new int[64];
  private int[] row = new int[64];
  private int[] owner = new int[64];
  private int runs;

  /** The runs piece by piece, where those of each piece begin, and how many pixels it has. */
  private final int[] byPiece;

  private final int[] firstRun;
  private final int[] size;

  /** Looks for pieces of pixels of at least that level, above 0. */
  Pieces(InkImage ink, int least) {
    this.levels = ink.levels();
    this.height = ink.height();
    this.width = ink.width();
    find(least);
    int count = number();
    size = new int[count];
    firstRun = new int[count + 1];
    for (int run = 0; run < runs; run++) {
      size[owner[run]] += end[run] - begin[run];
      firstRun[owner[run]]++;
    }
    for (int piece = 1; piece <= count; piece++) {
      firstRun[piece] += firstRun[piece - 1];
    }
    byPiece = new int[runs];
    for (int run = runs - 1; run >= 0; run--) {
      byPiece[--firstRun[owner[run]]] = run;
    }
  }

  /** Lists the runs; each is owned by the first run that it is known to hang together with. */
  private void find(int least) {
    int above = 0;
    for (int inRow = 0; inRow < height; inRow++) {
      int first = runs;
      int edge = (inRow + 1) * width;
      int at = inRow * width;
      while (at < edge) {
        int from = ByteLanes.first(levels, at, edge, least);
        at = ByteLanes.firstBelow(levels, from, edge, least);
        if (at > from) {
          add(inRow, from, at);
        }
      }
      int upper = above;
      for (int run = first; run < runs; run++) {
        while (upper < first && end[upper] + width < begin[run]) {
          upper++;
        }
        for (int other = upper; other < first && begin[other] + width <= end[run]; other++) {
          join(run, other);
        }
      }
      above = first;
    }
  }

  private void add(int inRow, int from, int to) {
    if (runs == begin.length) {
      begin = Arrays.copyOf(begin, 2 * runs);
      end = Arrays.copyOf(end, 2 * runs);
      row = Arrays.copyOf(row, 2 * runs);
      owner = Arrays.copyOf(owner, 2 * runs);
    }
    begin[runs] = from;
    end[runs] = to;
    row[runs] = inRow;
    owner[runs] = runs;
    runs++;
  }

  private void join(int run, int other) {
    int a = first(run);
    int b = first(other);
    owner[Math.max(a, b)] = Math.min(a, b);
  }

  private int first(int run) {
    while (owner[run] != run) {
      owner[run] = owner[owner[run]];
      run = owner[run];
    }
    return run;
  }

  /** Makes numbers of pieces of the owners; returns how many pieces there are. */
  private int number() {
    int count = 0;
    for (int run = 0; run < runs; run++) {
      // Owners come before what they own, and have their number already.
      owner[run] = owner[run] == run ? count++ : owner[owner[run]];
    }
    return count;
  }

  /** How many pieces there are. */
  int count() {
    return size.length;
  }

  /** How many pixels a piece has. */
  int size(int piece) {
    return size[piece];
  }

  /** Where a piece's runs begin among all. */
  int from(int piece) {
    return firstRun[piece];
  }

  /** Where they end. */
  int to(int piece) {
    return firstRun[piece + 1];
  }

  /** The place in the picture where a run begins. */
  int begin(int run) {
    return begin[byPiece[run]];
  }

  /** The place after its last pixel. */
  int end(int run) {
    return end[byPiece[run]];
  }

  /** The row that a run is in. */
  int row(int run) {
    return row[byPiece[run]];
  }

  /** How many of a run's pixels have fewer than that many others between them and a side. */
  int inRim(int run, int depth) {
    int inRow = row(run);
    int pixels = end(run) - begin(run);
    if (Math.min(inRow, height - 1 - inRow) < depth) {
      return pixels;
    }
    int from = Math.max(begin(run) - inRow * width, depth);
    int to = Math.min(end(run) - inRow * width, width - depth);
    return pixels - Math.max(0, to - from);
  }

  /** The level that a part of a piece's pixels reach, or enough of them. */
  int fullest(int piece, double part) {
    int[] histogram = new int[256];
    int fullest = 0;
    for (int run = from(piece); run < to(piece); run++) {
      for (int at = begin(run); at < end(run); at++) {
        int level = levels[at] & 0xff;
        histogram[level]++;
        fullest = Math.max(fullest, level);
      }
    }
    int level = fullest;
    if (size(piece) >= FEW) {
      double enough = Math.min(Histogram.FULL_PIXELS, part * size(piece));
      for (int reached = histogram[level]; reached < enough; reached += histogram[level]) {
        level--;
      }
    }
    return level;
  }
}
