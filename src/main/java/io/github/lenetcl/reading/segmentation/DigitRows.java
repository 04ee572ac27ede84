package io.github.lenetcl.reading.segmentation;

import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.data.ink.InkImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How high the digits of a line are, and where their middle is. A window about as wide as a digit
 * goes along the line; what it sees most of the time counts, so that neither broken strokes nor
 * digits that hang together at different heights mislead.
 *
 * @param height rows of a digit
 * @param middle the row of its middle
 */
record DigitRows(double height, double middle) {

  /** The window to each side of its column, as a part of the height. */
  private static final double REACH = 0.3;

  /** Windows between digits see less than one: of the heights seen this quantile is taken. */
  private static final double HIGH = 0.7;

  static DigitRows of(InkImage ink, List<Blob> blobs, Extent box) {
    double[] top = new double[box.width()];
    double[] bottom = new double[box.width()];
    Arrays.fill(top, Double.POSITIVE_INFINITY);
    Arrays.fill(bottom, Double.NEGATIVE_INFINITY);
    for (Blob blob : blobs) {
      for (int pixel : blob.pixels()) {
        int column = pixel % ink.width() - box.left();
        top[column] = Math.min(top[column], edge(ink, pixel, -1));
        bottom[column] = Math.max(bottom[column], edge(ink, pixel, 1));
      }
    }
    // A piece may be many digits high where lines stand above each other; twice is enough.
    DigitRows rows = new DigitRows(box.height(), 0);
    for (int round = 0; round < 2; round++) {
      rows = seen(top, bottom, (int) Math.round(REACH * rows.height));
    }
    return rows;
  }

  /** Where between the middles of a pixel of ink and the next one up or down the ink ends. */
  private static double edge(InkImage ink, int pixel, int step) {
    int row = pixel / ink.width();
    int next = row + step;
    int level = ink.levels()[pixel] & 0xff;
    int beyond = next < 0 || next >= ink.height() ? 0 : ink.level(next, pixel % ink.width());
    double part = beyond >= Blob.INK ? 1 : (level - Blob.INK) / (double) (level - beyond);
    return row + 0.5 + step * part;
  }

  private static DigitRows seen(double[] top, double[] bottom, int reach) {
    List<Double> heights = new ArrayList<>();
    List<Double> middles = new ArrayList<>();
    for (int column = 0; column < top.length; column++) {
      if (bottom[column] > top[column]) {
        double highest = Double.POSITIVE_INFINITY;
        double lowest = Double.NEGATIVE_INFINITY;
        int end = Math.min(top.length - 1, column + reach);
        for (int c = Math.max(0, column - reach); c <= end; c++) {
          highest = Math.min(highest, top[c]);
          lowest = Math.max(lowest, bottom[c]);
        }
        heights.add(lowest - highest);
        middles.add(lowest + highest);
      }
    }
    // Ink of a single faint row may seem to have no height at all.
    return new DigitRows(Math.max(1, quantile(heights, HIGH)), quantile(middles, 0.5) / 2);
  }

  private static double quantile(List<Double> values, double part) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int above = (int) Math.ceil(part * (sorted.length - 1));
    int below = (int) Math.floor(part * (sorted.length - 1));
    return (sorted[above] + sorted[below]) / 2.0;
  }
}
