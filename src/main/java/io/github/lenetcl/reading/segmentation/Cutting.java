package io.github.lenetcl.reading.segmentation;

import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.data.ink.InkImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Finds where a blob may be cut: for each column the cut through the middle of the blob there that
 * crosses the least ink, upright, slanted or bent, as it comes; of these the ones that cross less
 * than their neighbours.
 *
 * <p>The cheapest way from a row to the next is found for all columns at once, from the top to the
 * middle and from the bottom to the middle, as seams are in pictures. Minima of the projection onto
 * the line (upright cuts) and of the distance between the upper and the lower contour (cuts that
 * stay outside the ink as long as they can) are such cuts.
 */
final class Cutting {

  /** What a step to the side costs, in levels of ink: a bent cut has to save that much. */
  private static final int SIDE_STEP = 40;

  private final InkImage ink;
  private final Extent box;
  private final boolean[] own;

  private Cutting(InkImage ink, Blob blob) {
    this.ink = ink;
    this.box = blob.extent();
    this.own = new boolean[box.height() * box.width()];
    for (int pixel : blob.pixels()) {
      int row = pixel / ink.width() - box.top();
      own[row * box.width() + pixel % ink.width() - box.left()] = true;
    }
  }

  /**
   * Returns the cuts of a blob from the left to the right.
   *
   * @param distance no cut is nearer to another, or to the blob's end, than so many columns
   */
  static List<Cut> of(InkImage ink, Blob blob, int distance) {
    return new Cutting(ink, blob).cuts(distance);
  }

  private List<Cut> cuts(int distance) {
    int middle = box.height() / 2;
    int[][] upper = costs(0, middle, 1);
    int[][] lower = costs(box.height() - 1, middle, -1);
    int[] cost = new int[box.width()];
    for (int column = 0; column < cost.length; column++) {
      cost[column] = upper[middle][column] + lower[middle][column] - level(middle, column);
    }
    List<Integer> chosen = minima(cost, distance);
    Collections.sort(chosen);
    List<Cut> cuts = new ArrayList<>();
    for (int column : chosen) {
      cuts.add(trace(upper, lower, middle, column));
    }
    return cuts;
  }

  /** Chooses columns by rising cost, none within a distance of one chosen before. */
  private static List<Integer> minima(int[] cost, int distance) {
    List<Integer> order = new ArrayList<>();
    for (int column = distance; column <= cost.length - distance; column++) {
      order.add(column);
    }
    order.sort(Comparator.comparingInt(column -> cost[column]));
    List<Integer> chosen = new ArrayList<>();
    for (int column : order) {
      if (chosen.stream().noneMatch(other -> Math.abs(other - column) < distance)) {
        chosen.add(column);
      }
    }
    return chosen;
  }

  private int level(int row, int column) {
    return own[row * box.width() + column] ? ink.level(box.top() + row, box.left() + column) : 0;
  }

  /** The least cost of ways from a row to each place of the rows up to another. */
  private int[][] costs(int from, int to, int step) {
    int[][] costs = new int[box.height()][];
    for (int row = from; row != to + step; row += step) {
      costs[row] = new int[box.width()];
      for (int column = 0; column < box.width(); column++) {
        int before = 0;
        if (row != from) {
          int[] last = costs[row - step];
          before = last[column + cheapest(last, column)];
          before += cheapest(last, column) == 0 ? 0 : SIDE_STEP;
        }
        costs[row][column] = before + level(row, column);
      }
    }
    return costs;
  }

  /** Where the cheapest way to a column comes from: −1, 0 or 1 columns away. */
  private static int cheapest(int[] last, int column) {
    int step = 0;
    int least = last[column];
    if (column > 0 && last[column - 1] + SIDE_STEP < least) {
      step = -1;
      least = last[column - 1] + SIDE_STEP;
    }
    if (column < last.length - 1 && last[column + 1] + SIDE_STEP < least) {
      step = 1;
    }
    return step;
  }

  private Cut trace(int[][] upper, int[][] lower, int middle, int column) {
    int[] columns = new int[box.height()];
    columns[middle] = column;
    for (int row = middle - 1; row >= 0; row--) {
      columns[row] = columns[row + 1] + cheapest(upper[row], columns[row + 1]);
    }
    for (int row = middle + 1; row < columns.length; row++) {
      columns[row] = columns[row - 1] + cheapest(lower[row], columns[row - 1]);
    }
    double crossed = 0;
    for (int row = 0; row < columns.length; row++) {
      crossed += level(row, columns[row]) / 255.0;
      columns[row] += box.left();
    }
    return new Cut(columns, crossed);
  }
}
