package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.network.Centers;
import java.util.Arrays;

/** y_i = Σ_j (x_j − w_ij)² at each of {@code area} positions. */
final class RadialBasisOperation implements Operation {

  private final float[][] centers;
  private final int units;
  private final int area;

  RadialBasisOperation(Centers centers, int area) {
    this.centers = centers.values();
    this.units = centers.units();
    this.area = area;
  }

  @Override
  public void forward(float[] w, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < centers.length; i++) {
      for (int position = 0; position < area; position++) {
        float sum = 0;
        for (int j = 0; j < units; j++) {
          float difference = x[xAt + j * area + position] - centers[i][j];
          sum += difference * difference;
        }
        y[yAt + i * area + position] = sum;
      }
    }
  }

  /** dx_j = Σ_i 2·(x_j − w_ij)·dy_i. */
  @Override
  public void backwardInputs(
      float[] w, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    Arrays.fill(dx, dxAt, dxAt + units * area, 0);
    for (int i = 0; i < centers.length; i++) {
      for (int position = 0; position < area; position++) {
        float value = dy[dyAt + i * area + position];
        for (int j = 0; j < units; j++) {
          int at = j * area + position;
          dx[dxAt + at] += 2 * (x[xAt + at] - centers[i][j]) * value;
        }
      }
    }
  }

  @Override
  public void backwardParameters(float[] x, int xAt, float[] dy, int dyAt, float[] dw) {}

  @Override
  public void curvatureParameters(float[] x, int xAt, float[] hy, int hyAt, float[] hw) {}

  @Override
  public void curvatureInputs(
      float[] w, float[] x, int xAt, float[] hy, int hyAt, float[] hx, int hxAt) {
    throw new UnsupportedOperationException("curvature starts at this layer: curvatureSeeds");
  }

  /**
   * The exact diagonal second derivatives by the inputs, from the whole seeds: with g_i = 2·(x_j −
   * w_ij) = ∂y_i/∂x_j, it is 2·Σ_i first_i + Σ_i diagonal_i·g_i² − (Σ_i factor_i·g_i)².
   */
  void curvatureSeeds(
      float[] x,
      int xAt,
      float[] first,
      float[] diagonal,
      float[] factor,
      int at,
      float[] hx,
      int hxAt) {
    for (int j = 0; j < units; j++) {
      for (int position = 0; position < area; position++) {
        float firstSum = 0;
        float diagonalSum = 0;
        float factorSum = 0;
        for (int i = 0; i < centers.length; i++) {
          int output = at + i * area + position;
          float g = 2 * (x[xAt + j * area + position] - centers[i][j]);
          firstSum += first[output];
          diagonalSum += diagonal[output] * g * g;
          factorSum += factor[output] * g;
        }
        hx[hxAt + j * area + position] = 2 * firstSum + diagonalSum - factorSum * factorSum;
      }
    }
  }
}
