package io.github.lenetcl.compute.cpu.lanes;

import io.github.lenetcl.network.Shape;

/**
 * Rows of maps: where they begin in a block, and arrays for loops to run over. Those that are made
 * one after the other are equally far from the lines of the cache, because each takes a whole
 * number of lines: a loop that begins at a line of one array begins at one of all, and no vector
 * that it loads crosses two.
 */
final class LaneRows {

  /** A line of the cache, in values. */
  private static final int LINE = 16;

  /** What comes before an array's values, in values. */
  private static final int HEADER = 4;

  private LaneRows() {}

  /** Makes rows of at least as many zeros. */
  static float[][] make(int count, int length) {
    int whole = (length + HEADER + LINE - 1) / LINE * LINE - HEADER;
    return new float[count][whole];
  }

  /** Returns where a row of a map begins in a block's values. */
  static int at(int map, int r, Shape shape) {
    return (map * shape.height() + r) * shape.width() * LaneLoops.LANES;
  }
}
