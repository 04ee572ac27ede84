package io.github.lenetcl.compute.cpu.reference;

import io.github.lenetcl.compute.Degree;
import java.util.Arrays;

/**
 * y_i = Σ_j (x_j − w_ij)² at each of {@code area} positions.
 *
 * @param centers what the centres w_ij stand in: where they are trainable, the parameters
 * @param centersAt index of the first centre there
 * @param trainable whether there are derivatives by the centres
 * @param classes number of centres
 * @param units number of inputs at a position
 * @param area number of positions
 */
public record RadialBasisOperation(
    float[] centers, int centersAt, boolean trainable, int classes, int units, int area)
    implements Operation {

  private float center(int i, int j) {
    return centers[centersAt + i * units + j];
  }

  @Override
  public void forward(float[] x, int xAt, float[] w, float[] y, int yAt) {
    for (int i = 0; i < classes; i++) {
      for (int position = 0; position < area; position++) {
        float sum = 0;
        for (int j = 0; j < units; j++) {
          float difference = x[xAt + j * area + position] - center(i, j);
          sum += difference * difference;
        }
        y[yAt + i * area + position] = sum;
      }
    }
  }

  /** dx_j = Σ_i 2·(x_j − w_ij)·dy_i. */
  @Override
  public void toInputs(
      Degree degree, float[] x, int xAt, float[] dy, int dyAt, float[] w, float[] dx, int dxAt) {
    requireFirst(degree);
    Arrays.fill(dx, dxAt, dxAt + units * area, 0);
    for (int i = 0; i < classes; i++) {
      for (int position = 0; position < area; position++) {
        float value = dy[dyAt + i * area + position];
        for (int j = 0; j < units; j++) {
          int at = j * area + position;
          dx[dxAt + at] += 2 * (x[xAt + at] - center(i, j)) * value;
        }
      }
    }
  }

  /** dw_ij −= 2·(x_j − w_ij)·dy_i, over the positions. */
  @Override
  public void toParameters(Degree degree, float[] x, int xAt, float[] dy, int dyAt, float[] dw) {
    requireFirst(degree);
    if (!trainable) {
      return;
    }
    for (int i = 0; i < classes; i++) {
      for (int position = 0; position < area; position++) {
        float value = dy[dyAt + i * area + position];
        for (int j = 0; j < units; j++) {
          float difference = x[xAt + j * area + position] - center(i, j);
          dw[centersAt + i * units + j] -= 2 * difference * value;
        }
      }
    }
  }

  private static void requireFirst(Degree degree) {
    if (degree != Degree.FIRST) {
      throw new UnsupportedOperationException("curvature starts at this layer: curvatureSeeds");
    }
  }

  /**
   * The exact diagonal second derivatives by the inputs, from the whole seeds: with g_i = 2·(x_j −
   * w_ij) = ∂y_i/∂x_j, it is 2·Σ_i first_i + Σ_i diagonal_i·g_i² − (Σ_i factor_i·g_i)².
   */
  public void curvatureSeeds(
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
        for (int i = 0; i < classes; i++) {
          int output = at + i * area + position;
          float g = 2 * (x[xAt + j * area + position] - center(i, j));
          firstSum += first[output];
          diagonalSum += diagonal[output] * g * g;
          factorSum += factor[output] * g;
        }
        hx[hxAt + j * area + position] = 2 * firstSum + diagonalSum - factorSum * factorSum;
      }
    }
  }

  /**
   * Adds the second derivatives by the centres, over the positions: (diagonal_i − factor_i²)·g² +
   * 2·first_i with g = 2·(x_j − w_ij). A negative first_i is left out, so that the result is not
   * negative where ∂²E/∂y_i² is not.
   */
  public void curvatureCenters(
      float[] x, int xAt, float[] first, float[] diagonal, float[] factor, int at, float[] hw) {
    if (!trainable) {
      return;
    }
    for (int i = 0; i < classes; i++) {
      for (int position = 0; position < area; position++) {
        int output = at + i * area + position;
        float second = diagonal[output] - factor[output] * factor[output];
        float slope = Math.max(0, 2 * first[output]);
        for (int j = 0; j < units; j++) {
          float g = 2 * (x[xAt + j * area + position] - center(i, j));
          hw[centersAt + i * units + j] += second * g * g + slope;
        }
      }
    }
  }
}
