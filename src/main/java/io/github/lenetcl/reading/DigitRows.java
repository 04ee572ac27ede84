package io.github.lenetcl.reading;

import io.github.lenetcl.data.Extent;
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

  static DigitRows of(List<Blob> blobs, Extent box) {
    int[] top = new int[box.width()];
    int[] bottom = new int[box.width()];
    Arrays.fill(top, Integer.MAX_VALUE);
    for (Blob blob : blobs) {
      for (int pixel : blob.pixels()) {
        int row = pixel / blob.width();
        int column = pixel % blob.width() - box.left();
        top[column] = Math.min(top[column], row);
        bottom[column] = Math.max(bottom[column], row + 1);
      }
    }
    // A piece may be many digits high where lines stand above each other; twice is enough.
    double height = box.height();
    DigitRows rows = new DigitRows(height, 0);
    for (int round = 0; round < 2; round++) {
      rows = seen(top, bottom, (int) Math.round(REACH * rows.height));
    }
    return rows;
  }

  private static DigitRows seen(int[] top, int[] bottom, int reach) {
    List<Integer> heights = new ArrayList<>();
    List<Integer> middles = new ArrayList<>();
    for (int column = 0; column < top.length; column++) {
      if (bottom[column] > 0) {
        int highest = Integer.MAX_VALUE;
        int lowest = 0;
        int end = Math.min(top.length - 1, column + reach);
        for (int c = Math.max(0, column - reach); c <= end; c++) {
          highest = Math.min(highest, top[c]);
          lowest = Math.max(lowest, bottom[c]);
        }
        heights.add(lowest - highest);
        middles.add(lowest + highest);
      }
    }
    return new DigitRows(quantile(heights, HIGH), quantile(middles, 0.5) / 2);
  }

  private static double quantile(List<Integer> values, double part) {
    int[] sorted = values.stream().mapToInt(Integer::intValue).sorted().toArray();
    int above = (int) Math.ceil(part * (sorted.length - 1));
    int below = (int) Math.floor(part * (sorted.length - 1));
    return (sorted[above] + sorted[below]) / 2.0;
  }
}
