package io.github.lenetcl.data.ink;

import java.util.Arrays;

/**
 * A straight line through a picture from one side to the other, level or upright or nearly so.
 *
 * @param start where it is at the start of its way, from the picture's top or left
 * @param slope by how much it drifts for each step
 * @param length how many steps its way has
 * @param covered at how many of the places that were looked at there is ink
 */
record StraightLine(double start, double slope, int length, int covered) {
  /** Slopes are tried up to this, both ways. */
  private static final double STEEPEST = 0.08;

  /** Along a line, no more places than twice this are looked at; they are counted in bytes. */
  private static final int PLACES = 96;

  /** What is nearer to the next pixel than this may be in either, as the sum is rounded. */
  private static final double ROUNDING = 1e-9;

  /** From how many places one goes to the next, along a line. */
  static int stride(int length) {
    return Math.max(1, length / PLACES);
  }

  /**
   * The line along which there is ink at the most places; one where it is out of the picture counts
   * as such.
   *
   * @param picture the picture
   * @param upright whether it is upright
   * @param least the level of ink
   * @param side how far from its sides lines are tried to begin, in pixels
   */
  static StraightLine withMostInk(InkImage picture, boolean upright, int least, int side) {
    int length = upright ? picture.height() : picture.width();
    int across = upright ? picture.width() : picture.height();
    int stride = stride(length);
    int drift = (int) (STEEPEST * length);
    int margin = drift / 2 + 2;
    byte[][] ink = ink(picture, upright, least, margin);
    StraightLine best = new StraightLine(0, 0, length, 0);
    byte[] covered = new byte[across + ByteLanes.COUNT];
    for (int offset = -drift; offset <= drift; offset++) {
      double slope = (double) offset / length;
      for (int at = 0; at < across; at += ByteLanes.COUNT) {
        ByteLanes.set(covered, at, 0);
      }
      for (int place = 0; place < ink.length; place++) {
        double drifted = slope * (place * stride);
        double shift = 0.5 - offset / 2.0 + drifted;
        if (place > 0 && Math.abs(shift - Math.rint(shift)) < ROUNDING) {
          for (int at = 0; at < across; at++) {
            double exact = at - offset / 2.0 + 0.5 + drifted;
            covered[at] += ink[place][margin + (int) Math.floor(exact)];
          }
        } else {
          add(ink[place], margin + (int) Math.floor(shift), covered, across);
        }
      }
      for (int at = 0; at < across; at++) {
        if (at == side) {
          at = Math.max(side, across - side);
        }
        if ((covered[at] & 0xff) > best.covered) {
          best = new StraightLine(at - offset / 2.0 + 0.5, slope, length, covered[at] & 0xff);
        }
      }
    }
    return best;
  }

  /** Of each place along the way, across it, 1 where there is ink and beyond the picture. */
  private static byte[][] ink(InkImage picture, boolean upright, int least, int margin) {
    int length = upright ? picture.height() : picture.width();
    int across = upright ? picture.width() : picture.height();
    int stride = stride(length);
    byte[] levels = picture.levels();
    byte[][] ink = new byte[(length + stride - 1) / stride][];
    for (int place = 0; place < ink.length; place++) {
      byte[] row = new byte[across + 2 * margin + ByteLanes.COUNT];
      int from = upright ? place * stride * picture.width() : place * stride;
      int step = upright ? 1 : picture.width();
      for (int i = 0, at = from; i < across; i++, at += step) {
        row[margin + i] = (byte) ((levels[at] & 0xff) >= least ? 1 : 0);
      }
      Arrays.fill(row, 0, margin, (byte) 1);
      Arrays.fill(row, margin + across, row.length, (byte) 1);
      ink[place] = row;
    }
    return ink;
  }

  private static void add(byte[] ink, int from, byte[] covered, int across) {
    for (int at = 0; at < across; at += ByteLanes.COUNT) {
      ByteLanes.set(covered, at, ByteLanes.get(covered, at) + ByteLanes.get(ink, from + at));
    }
  }

  /** Where it is after so many steps, from the picture's top or left, or beyond. */
  int at(int step) {
    return (int) Math.floor(start + slope * step);
  }

  /** Where it is in the middle of its way. */
  double middle() {
    return start + slope * length / 2;
  }
}
