package io.github.lenetcl.compute.cpu.reference;

import io.github.lenetcl.compute.Degree;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * y_o = b_o + Σ_i w_oi·x_i at each of {@code area} positions, b_o where there are biases.
 *
 * @param inputs number of inputs at a position
 * @param outputs number of outputs at a position
 * @param area number of positions
 * @param weightAt index of the first weight in the parameters
 * @param biasAt index of the first bias, if there are biases
 */
record FullConnectionOperation(int inputs, int outputs, int area, int weightAt, OptionalInt biasAt)
    implements Operation {

  @Override
  public void forward(float[] x, int xAt, float[] w, float[] y, int yAt) {
    for (int o = 0; o < outputs; o++) {
      float bias = biasAt.isPresent() ? w[biasAt.getAsInt() + o] : 0;
      for (int position = 0; position < area; position++) {
        y[yAt + o * area + position] = bias + dot(w, weightAt + o * inputs, x, xAt + position);
      }
    }
  }

  /** Terms that are summed before their sum is added to others: long sums stay exact so. */
  private static final int TERMS = 256;

  private float dot(float[] w, int wAt, float[] x, int xAt) {
    float sum = 0;
    for (int i = 0; i < inputs; i += TERMS) {
      sum += dot(w, wAt + i, x, xAt + i * area, Math.min(TERMS, inputs - i));
    }
    return sum;
  }

  /** Four sums side by side: a single chain of additions would wait for each of them. */
  private float dot(float[] w, int wAt, float[] x, int xAt, int terms) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i + 3 < terms; i += 4) {
      s0 += w[wAt + i] * x[xAt + i * area];
      s1 += w[wAt + i + 1] * x[xAt + (i + 1) * area];
      s2 += w[wAt + i + 2] * x[xAt + (i + 2) * area];
      s3 += w[wAt + i + 3] * x[xAt + (i + 3) * area];
    }
    for (; i < terms; i++) {
      s0 += w[wAt + i] * x[xAt + i * area];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** dx_i = Σ_o w_oi·dy_o; with the weights squared, the curvature. */
  @Override
  public void toInputs(
      Degree degree, float[] x, int xAt, float[] dy, int dyAt, float[] w, float[] dx, int dxAt) {
    Arrays.fill(dx, dxAt, dxAt + inputs * area, 0);
    for (int o = 0; o < outputs; o++) {
      int row = weightAt + o * inputs;
      for (int position = 0; position < area; position++) {
        float value = dy[dyAt + o * area + position];
        for (int i = 0; i < inputs; i++) {
          dx[dxAt + i * area + position] += degree.factor(w[row + i]) * value;
        }
      }
    }
  }

  /** dw_oi += Σ dy_o·x_i over the positions; with the inputs squared, the curvature. */
  @Override
  public void toParameters(Degree degree, float[] x, int xAt, float[] dy, int dyAt, float[] dw) {
    for (int o = 0; o < outputs; o++) {
      int row = weightAt + o * inputs;
      for (int position = 0; position < area; position++) {
        float value = dy[dyAt + o * area + position];
        if (biasAt.isPresent()) {
          dw[biasAt.getAsInt() + o] += value;
        }
        for (int i = 0; i < inputs; i++) {
          dw[row + i] += degree.factor(x[xAt + i * area + position]) * value;
        }
      }
    }
  }
}
