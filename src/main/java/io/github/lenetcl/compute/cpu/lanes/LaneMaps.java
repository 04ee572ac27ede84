package io.github.lenetcl.compute.cpu.lanes;

import io.github.lenetcl.network.Shape;

/**
 * How the feature maps of {@value #LANES} samples lie in arrays for plain loops: each row of each
 * map in an array of its own, value (column, sample) at {@code START + column·LANES + sample}, with
 * {@value #MARGIN} columns of zeros before the first column and behind the last.
 *
 * <p>The JIT compiler makes vector instructions of a loop whose arrays are all met at the same
 * index, or a constant beyond it. A shift by a column is such a constant, because the number of
 * samples is.
 *
 * @param shape maps, rows and columns
 */
record LaneMaps(Shape shape) {

  /** Samples side by side. */
  static final int LANES = 32;

  /** Columns of zeros on either side of a row: how far a kernel reaches. */
  static final int MARGIN = 4;

  /** The index of the first value in each row. */
  static final int START = MARGIN * LANES;

  /** Returns the number of rows of all maps. */
  int rows() {
    return shape.maps() * shape.height();
  }

  /** Returns which row it is. */
  int row(int map, int r) {
    return map * shape.height() + r;
  }

  /** Returns the values in a row without its margins. */
  int length() {
    return shape.width() * LANES;
  }

  /** Returns the index behind the last value in each row. */
  int end() {
    return START + length();
  }

  /** Makes the rows, all zero, with room for a canary behind them. */
  float[][] make() {
    return new float[rows()][end() + START + 1];
  }

  /** Makes a row to work in. */
  float[] scratch() {
    return new float[end() + START];
  }
}
