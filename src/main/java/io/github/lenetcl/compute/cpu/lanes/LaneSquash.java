package io.github.lenetcl.compute.cpu.lanes;

import static io.github.lenetcl.compute.cpu.lanes.LaneMaps.START;
import static io.github.lenetcl.network.Activation.AMPLITUDE;
import static io.github.lenetcl.network.Activation.SLOPE;

import io.github.lenetcl.compute.cpu.reference.Tanh;

/** The squashing function over a block of samples, in place. */
final class LaneSquash implements LaneOperation {

  private final LaneMaps maps;
  private final ThreadLocal<double[]> scratch;

  LaneSquash(LaneMaps maps) {
    this.maps = maps;
    scratch = ThreadLocal.withInitial(() -> new double[maps.end()]);
  }

  @Override
  public void forward(float[] w, float[][] x, float[][] y) {
    double[] scratch = this.scratch.get();
    for (float[] row : y) {
      Tanh.scaled(AMPLITUDE, SLOPE, row, START, maps.end(), scratch);
    }
  }

  @Override
  public void backwardInputs(float[] w, float[][] y, float[][] dy, float[][] dx) {
    for (int row = 0; row < dx.length; row++) {
      multiplyBySlope(dx[row], y[row], maps.end());
    }
  }

  /** f' = A·S·(1 − (f/A)²), from the value f. */
  private static void multiplyBySlope(float[] derivatives, float[] values, int to) {
    for (int t = START; t < to; t++) {
      float tanh = values[t] * (1 / AMPLITUDE);
      derivatives[t] = AMPLITUDE * SLOPE * (1 - tanh * tanh) * derivatives[t];
    }
  }
}
