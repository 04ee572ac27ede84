package io.github.lenetcl.reading.segmentation;

import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.data.ink.InkImage;
import java.util.Arrays;
import java.util.Optional;

/**
 * A ruled line or underline: a straight, nearly level stroke along all of the ink.
 *
 * @param row where it is in column 0
 * @param slope by how many rows it falls for each column
 * @param thickness its rows of ink
 */
record RuledLine(double row, double slope, int thickness) {

  /** The part of the columns in which a ruled line has ink. */
  private static final double COVER = 0.95;

  /** What is thicker than this part of the height of all ink is strokes of digits in a row. */
  private static final double THICKEST = 0.16;

  /** Ink that is less than this many times as wide as high may be a digit with a level stroke. */
  private static final double LEAST_WIDTH = 2;

  /** Slopes are tried up to this, both ways. */
  private static final double STEEPEST = 0.03;

  private static final int SLOPES = 6;

  static Optional<RuledLine> find(InkImage ink) {
    return Extent.of(ink.levels(), ink.width(), Blob.INK)
        .filter(extent -> extent.width() >= LEAST_WIDTH * extent.height())
        .flatMap(extent -> find(ink, extent));
  }

  private static Optional<RuledLine> find(InkImage ink, Extent extent) {
    int most = 0;
    double row = 0;
    double slope = 0;
    for (int i = -SLOPES; i <= SLOPES; i++) {
      double each = i * STEEPEST / SLOPES;
      for (int at = extent.top(); at < extent.bottom(); at++) {
        double start = at + 0.5 - each * (extent.left() + extent.right()) / 2;
        int covered = covered(ink, extent, start, each);
        if (covered > most) {
          most = covered;
          row = start;
          slope = each;
        }
      }
    }
    if (most < COVER * extent.width()) {
      return Optional.empty();
    }
    RuledLine found = new RuledLine(row, slope, thickness(ink, extent, row, slope));
    return Optional.of(found).filter(each -> each.thickness <= THICKEST * extent.height());
  }

  private static int covered(InkImage ink, Extent extent, double start, double slope) {
    int covered = 0;
    for (int column = extent.left(); column < extent.right(); column++) {
      covered += isInk(ink, (int) Math.floor(start + slope * column), column) ? 1 : 0;
    }
    return covered;
  }

  /** The median, over the columns, of the rows of ink that hang together at the line. */
  private static int thickness(InkImage ink, Extent extent, double start, double slope) {
    int[] runs = new int[extent.width()];
    for (int i = 0; i < runs.length; i++) {
      int column = extent.left() + i;
      int row = (int) Math.floor(start + slope * column);
      runs[i] = end(ink, row, column, 1) - end(ink, row, column, -1) - 1;
    }
    Arrays.sort(runs);
    return Math.max(1, runs[runs.length / 2]);
  }

  /** The first row from a place up or down that has no ink. */
  private static int end(InkImage ink, int row, int column, int step) {
    int end = row;
    while (isInk(ink, end, column)) {
      end += step;
    }
    return end;
  }

  private static boolean isInk(InkImage ink, int row, int column) {
    return row >= 0 && row < ink.height() && ink.level(row, column) >= Blob.INK;
  }

  /** Takes the line away, but for where other ink crosses it or stands on it. */
  InkImage removedFrom(InkImage ink) {
    byte[] levels = ink.levels().clone();
    for (int column = 0; column < ink.width(); column++) {
      int at = (int) Math.floor(row + slope * column);
      int top = end(ink, at, column, -1);
      int bottom = Math.max(top, end(ink, at, column, 1));
      if (bottom - top - 1 <= thickness + 1) {
        // A row more on each side: the faint edge of the line.
        for (int r = Math.max(0, top); r <= Math.min(ink.height() - 1, bottom); r++) {
          levels[r * ink.width() + column] = 0;
        }
      }
    }
    return new InkImage(ink.height(), ink.width(), levels);
  }
}
