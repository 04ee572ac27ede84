package io.github.lenetcl.compute.cpu.lanes;

import static io.github.lenetcl.compute.cpu.lanes.LaneMaps.LANES;
import static io.github.lenetcl.compute.cpu.lanes.LaneMaps.START;

import java.util.Arrays;

/**
 * Trainable subsampling by windows of 2×2 over a block of samples: the sums of windows that begin
 * at every column, then those at every second.
 */
final class LaneSubsampling implements LaneOperation {

  /** The only window that there are loops for. */
  static final int WINDOW = 2;

  private final LaneMaps x;
  private final LaneMaps y;
  private final int coefficientAt;
  private final int biasAt;
  private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(this::scratch);

  /** Rows to work in; they lead back to nothing, or threads would keep all of this. */
  private record Scratch(
      float[] everywhere, float[] windows, float[] coefficients, float[] biases) {}

  private Scratch scratch() {
    return new Scratch(x.scratch(), y.scratch(), y.scratch(), y.scratch());
  }

  LaneSubsampling(LaneMaps x, LaneMaps y, int coefficientAt, int biasAt) {
    this.x = x;
    this.y = y;
    this.coefficientAt = coefficientAt;
    this.biasAt = biasAt;
  }

  @Override
  public void forward(float[] w, float[][] from, float[][] to) {
    float[] everywhere = scratch.get().everywhere;
    for (int m = 0; m < y.shape().maps(); m++) {
      for (int r = 0; r < y.shape().height(); r++) {
        float[] row = to[y.row(m, r)];
        sumWindows(from, m, r, everywhere, row);
        scale(row, w[coefficientAt + m], w[biasAt + m], row, y.end());
      }
    }
  }

  /** The sums of the windows of a row of units. */
  private void sumWindows(float[][] from, int m, int r, float[] everywhere, float[] sums) {
    int upper = x.row(m, WINDOW * r);
    addNeighbours(everywhere, from[upper], from[upper + 1], x.end());
    for (int c = 0; c < y.shape().width(); c++) {
      System.arraycopy(everywhere, START + WINDOW * c * LANES, sums, START + c * LANES, LANES);
    }
  }

  private static void addNeighbours(float[] sums, float[] upper, float[] lower, int to) {
    for (int t = START; t < to; t++) {
      sums[t] = (upper[t] + upper[t + LANES]) + (lower[t] + lower[t + LANES]);
    }
  }

  private static void scale(float[] row, float coefficient, float bias, float[] scaled, int to) {
    for (int t = START; t < to; t++) {
      scaled[t] = coefficient * row[t] + bias;
    }
  }

  @Override
  public void backwardInputs(float[] w, float[][] values, float[][] dy, float[][] dx) {
    float[] scaled = scratch.get().windows;
    boolean rest =
        x.shape().height() > WINDOW * y.shape().height()
            || x.shape().width() > WINDOW * y.shape().width();
    if (rest) {
      // Rows and columns that fill no window get nothing.
      for (float[] row : dx) {
        Arrays.fill(row, START, x.end(), 0);
      }
    }
    for (int m = 0; m < y.shape().maps(); m++) {
      for (int r = 0; r < y.shape().height(); r++) {
        scale(dy[y.row(m, r)], w[coefficientAt + m], 0, scaled, y.end());
        float[] upper = dx[x.row(m, WINDOW * r)];
        for (int c = 0; c < y.shape().width(); c++) {
          int at = START + WINDOW * c * LANES;
          System.arraycopy(scaled, START + c * LANES, upper, at, LANES);
          System.arraycopy(scaled, START + c * LANES, upper, at + LANES, LANES);
        }
        int covered = WINDOW * y.length();
        System.arraycopy(upper, START, dx[x.row(m, WINDOW * r) + 1], START, covered);
      }
    }
  }

  @Override
  public void backwardParameters(float[][] from, float[][] dy, float[] dw) {
    Scratch scratch = this.scratch.get();
    for (int m = 0; m < y.shape().maps(); m++) {
      Arrays.fill(scratch.coefficients, START, y.end(), 0);
      Arrays.fill(scratch.biases, START, y.end(), 0);
      for (int r = 0; r < y.shape().height(); r++) {
        float[] row = dy[y.row(m, r)];
        sumWindows(from, m, r, scratch.everywhere, scratch.windows);
        addProducts(scratch.coefficients, row, scratch.windows, y.end());
        LaneLoops.add(scratch.biases, row, START, y.end());
      }
      dw[coefficientAt + m] += LaneLoops.sum(scratch.coefficients, START, y.end());
      dw[biasAt + m] += LaneLoops.sum(scratch.biases, START, y.end());
    }
  }

  private static void addProducts(float[] sums, float[] a, float[] b, int to) {
    for (int t = START; t < to; t++) {
      sums[t] += a[t] * b[t];
    }
  }
}
