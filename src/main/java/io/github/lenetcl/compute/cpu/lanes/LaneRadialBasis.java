package io.github.lenetcl.compute.cpu.lanes;

import static io.github.lenetcl.compute.cpu.lanes.LaneMaps.START;

import io.github.lenetcl.network.Centers;
import java.util.Arrays;

/** Radial basis functions at one position of a block of samples. */
final class LaneRadialBasis implements LaneOperation {

  private static final int END = START + LaneMaps.LANES;

  private final Centers centers;

  LaneRadialBasis(Centers centers) {
    this.centers = centers;
  }

  @Override
  public void forward(float[] w, float[][] x, float[][] y) {
    for (int i = 0; i < centers.classes(); i++) {
      Arrays.fill(y[i], START, END, 0);
      for (int j = 0; j < centers.units(); j++) {
        addSquares(y[i], x[j], centers.values()[i][j]);
      }
    }
  }

  private static void addSquares(float[] sums, float[] x, float center) {
    for (int t = START; t < END; t++) {
      sums[t] += (x[t] - center) * (x[t] - center);
    }
  }

  /** dx_j = 2·Σ_i (x_j − w_ij)·dy_i. */
  @Override
  public void backwardInputs(float[] w, float[][] x, float[][] dy, float[][] dx) {
    for (int j = 0; j < centers.units(); j++) {
      Arrays.fill(dx[j], START, END, 0);
      for (int i = 0; i < centers.classes(); i++) {
        addProducts(dx[j], x[j], centers.values()[i][j], dy[i]);
      }
    }
  }

  private static void addProducts(float[] sums, float[] x, float center, float[] dy) {
    for (int t = START; t < END; t++) {
      sums[t] += 2 * (x[t] - center) * dy[t];
    }
  }
}
