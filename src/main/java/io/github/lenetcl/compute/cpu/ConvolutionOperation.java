package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Shape;
import java.util.Arrays;

/**
 * y_o[r,c] = b_o + Σ over the pairs (i,o) of the table, Σ_{p,q} w_io[p,q]·x_i[r+p,c+q].
 *
 * <p>Every pass walks the kernels one weight at a time and handles all positions that share the
 * weight in its inner loops.
 */
final class ConvolutionOperation implements Operation {

  private final int kernel;
  private final int[] pairInputs;
  private final int[] pairOutputs;
  private final int outputs;
  private final Shape in;
  private final Shape out;
  private final int weightAt;
  private final int biasAt;

  ConvolutionOperation(Convolution layer, Shape input, int weightAt, int biasAt) {
    kernel = layer.kernel();
    pairInputs = layer.table().pairInputs();
    pairOutputs = layer.table().pairOutputs();
    outputs = layer.table().outputs();
    in = input;
    out = layer.outputShape(input);
    this.weightAt = weightAt;
    this.biasAt = biasAt;
  }

  @Override
  public void forward(float[] w, float[] x, int xAt, float[] y, int yAt) {
    for (int o = 0; o < outputs; o++) {
      int map = yAt + o * out.area();
      Arrays.fill(y, map, map + out.area(), w[biasAt + o]);
    }
    for (int pair = 0; pair < pairInputs.length; pair++) {
      int xMap = xAt + pairInputs[pair] * in.area();
      int yMap = yAt + pairOutputs[pair] * out.area();
      for (int p = 0; p < kernel; p++) {
        for (int q = 0; q < kernel; q++) {
          float weight = w[weightAt + (pair * kernel + p) * kernel + q];
          for (int r = 0; r < out.height(); r++) {
            int xRow = xMap + (r + p) * in.width() + q;
            int yRow = yMap + r * out.width();
            for (int c = 0; c < out.width(); c++) {
              y[yRow + c] += weight * x[xRow + c];
            }
          }
        }
      }
    }
  }

  @Override
  public void backwardInputs(
      float[] w, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    toInputs(w, false, dy, dyAt, dx, dxAt);
  }

  @Override
  public void backwardParameters(float[] x, int xAt, float[] dy, int dyAt, float[] dw) {
    toParameters(x, xAt, false, dy, dyAt, dw);
  }

  @Override
  public void curvatureInputs(
      float[] w, float[] x, int xAt, float[] hy, int hyAt, float[] hx, int hxAt) {
    toInputs(w, true, hy, hyAt, hx, hxAt);
  }

  @Override
  public void curvatureParameters(float[] x, int xAt, float[] hy, int hyAt, float[] hw) {
    toParameters(x, xAt, true, hy, hyAt, hw);
  }

  /** dx_i[r+p,c+q] = Σ w_io[p,q]·dy_o[r,c]; with the weights squared, the curvature. */
  private void toInputs(float[] w, boolean squared, float[] dy, int dyAt, float[] dx, int dxAt) {
    Arrays.fill(dx, dxAt, dxAt + in.size(), 0);
    for (int pair = 0; pair < pairInputs.length; pair++) {
      int xMap = dxAt + pairInputs[pair] * in.area();
      int yMap = dyAt + pairOutputs[pair] * out.area();
      for (int p = 0; p < kernel; p++) {
        for (int q = 0; q < kernel; q++) {
          float weight = w[weightAt + (pair * kernel + p) * kernel + q];
          float factor = squared ? weight * weight : weight;
          for (int r = 0; r < out.height(); r++) {
            int xRow = xMap + (r + p) * in.width() + q;
            int yRow = yMap + r * out.width();
            for (int c = 0; c < out.width(); c++) {
              dx[xRow + c] += factor * dy[yRow + c];
            }
          }
        }
      }
    }
  }

  /** dw_io[p,q] += Σ_{r,c} dy_o[r,c]·x_i[r+p,c+q]; with the inputs squared, the curvature. */
  private void toParameters(float[] x, int xAt, boolean squared, float[] dy, int dyAt, float[] dw) {
    for (int o = 0; o < outputs; o++) {
      dw[biasAt + o] += sum(dy, dyAt + o * out.area());
    }
    for (int pair = 0; pair < pairInputs.length; pair++) {
      int xMap = xAt + pairInputs[pair] * in.area();
      int yMap = dyAt + pairOutputs[pair] * out.area();
      for (int p = 0; p < kernel; p++) {
        for (int q = 0; q < kernel; q++) {
          int corner = xMap + p * in.width() + q;
          dw[weightAt + (pair * kernel + p) * kernel + q] +=
              squared ? correlateSquares(x, corner, dy, yMap) : correlate(x, corner, dy, yMap);
        }
      }
    }
  }

  /** Sums row by row, so that no chain of additions is long. */
  private float correlate(float[] x, int xAt, float[] dy, int dyAt) {
    float sum = 0;
    for (int r = 0; r < out.height(); r++) {
      int xRow = xAt + r * in.width();
      int yRow = dyAt + r * out.width();
      float row = 0;
      for (int c = 0; c < out.width(); c++) {
        row += x[xRow + c] * dy[yRow + c];
      }
      sum += row;
    }
    return sum;
  }

  private float correlateSquares(float[] x, int xAt, float[] hy, int hyAt) {
    float sum = 0;
    for (int r = 0; r < out.height(); r++) {
      int xRow = xAt + r * in.width();
      int yRow = hyAt + r * out.width();
      float row = 0;
      for (int c = 0; c < out.width(); c++) {
        row += x[xRow + c] * x[xRow + c] * hy[yRow + c];
      }
      sum += row;
    }
    return sum;
  }

  private float sum(float[] dy, int at) {
    float sum = 0;
    for (int r = 0; r < out.height(); r++) {
      float row = 0;
      for (int c = 0; c < out.width(); c++) {
        row += dy[at + r * out.width() + c];
      }
      sum += row;
    }
    return sum;
  }
}
