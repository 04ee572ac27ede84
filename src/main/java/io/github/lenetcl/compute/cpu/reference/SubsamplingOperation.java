package io.github.lenetcl.compute.cpu.reference;

import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Subsampling;
import java.util.Arrays;

/** y_m[r,c] = coefficient_m·Σ + bias_m, with Σ the sum of the window's inputs. */
final class SubsamplingOperation implements Operation {

  private final int window;
  private final Shape in;
  private final Shape out;
  private final int coefficientAt;
  private final int biasAt;

  SubsamplingOperation(Subsampling layer, Shape input, int coefficientAt, int biasAt) {
    window = layer.window().height();
    in = input;
    out = layer.outputShape(input);
    this.coefficientAt = coefficientAt;
    this.biasAt = biasAt;
  }

  @Override
  public void forward(float[] w, float[] x, int xAt, float[] y, int yAt) {
    for (int m = 0; m < out.maps(); m++) {
      float coefficient = w[coefficientAt + m];
      float bias = w[biasAt + m];
      for (int r = 0; r < out.height(); r++) {
        for (int c = 0; c < out.width(); c++) {
          y[yAt + index(m, r, c)] = coefficient * windowSum(x, xAt, m, r, c) + bias;
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
  public void curvatureInputs(
      float[] w, float[] x, int xAt, float[] hy, int hyAt, float[] hx, int hxAt) {
    toInputs(w, true, hy, hyAt, hx, hxAt);
  }

  /**
   * Every input of a window receives coefficient·dy; with the coefficient squared, the curvature.
   */
  private void toInputs(float[] w, boolean squared, float[] dy, int dyAt, float[] dx, int dxAt) {
    Arrays.fill(dx, dxAt, dxAt + in.size(), 0);
    for (int m = 0; m < out.maps(); m++) {
      float coefficient = w[coefficientAt + m];
      float factor = squared ? coefficient * coefficient : coefficient;
      for (int r = 0; r < out.height(); r++) {
        for (int c = 0; c < out.width(); c++) {
          float value = factor * dy[dyAt + index(m, r, c)];
          int corner = dxAt + m * in.area() + r * window * in.width() + c * window;
          for (int p = 0; p < window; p++) {
            for (int q = 0; q < window; q++) {
              dx[corner + p * in.width() + q] = value;
            }
          }
        }
      }
    }
  }

  @Override
  public void backwardParameters(float[] x, int xAt, float[] dy, int dyAt, float[] dw) {
    toParameters(x, xAt, false, dy, dyAt, dw);
  }

  /**
   * The coefficient is one connection to the sum, so that its input is Σ and not the four inputs
   * apart.
   */
  @Override
  public void curvatureParameters(float[] x, int xAt, float[] hy, int hyAt, float[] hw) {
    toParameters(x, xAt, true, hy, hyAt, hw);
  }

  private void toParameters(float[] x, int xAt, boolean squared, float[] dy, int dyAt, float[] dw) {
    for (int m = 0; m < out.maps(); m++) {
      float coefficient = 0;
      float bias = 0;
      for (int r = 0; r < out.height(); r++) {
        float coefficientRow = 0;
        float biasRow = 0;
        for (int c = 0; c < out.width(); c++) {
          float sum = windowSum(x, xAt, m, r, c);
          float value = dy[dyAt + index(m, r, c)];
          coefficientRow += (squared ? sum * sum : sum) * value;
          biasRow += value;
        }
        coefficient += coefficientRow;
        bias += biasRow;
      }
      dw[coefficientAt + m] += coefficient;
      dw[biasAt + m] += bias;
    }
  }

  private float windowSum(float[] x, int xAt, int m, int r, int c) {
    int corner = xAt + m * in.area() + r * window * in.width() + c * window;
    float sum = 0;
    for (int p = 0; p < window; p++) {
      for (int q = 0; q < window; q++) {
        sum += x[corner + p * in.width() + q];
      }
    }
    return sum;
  }

  private int index(int m, int r, int c) {
    return (m * out.height() + r) * out.width() + c;
  }
}
