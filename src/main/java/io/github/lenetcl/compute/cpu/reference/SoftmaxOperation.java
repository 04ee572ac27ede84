package io.github.lenetcl.compute.cpu.reference;

import io.github.lenetcl.compute.Degree;

/**
 * p_i = e^x_i / Σ_k e^x_k over {@code units} values at each of {@code area} positions. Its passes
 * back compute p once more.
 */
record SoftmaxOperation(int units, int area) implements WithoutParameters {

  @Override
  public void forward(float[] x, int xAt, float[] w, float[] y, int yAt) {
    for (int position = 0; position < area; position++) {
      double[] p = softmax(x, xAt + position);
      for (int i = 0; i < units; i++) {
        y[yAt + i * area + position] = (float) p[i];
      }
    }
  }

  /** All exponents are taken relative to the largest. */
  private double[] softmax(float[] x, int at) {
    float largest = x[at];
    for (int i = 1; i < units; i++) {
      largest = Math.max(largest, x[at + i * area]);
    }
    double[] p = new double[units];
    double sum = 0;
    for (int i = 0; i < units; i++) {
      p[i] = Math.exp(x[at + i * area] - largest);
      sum += p[i];
    }
    for (int i = 0; i < units; i++) {
      p[i] /= sum;
    }
    return p;
  }

  @Override
  public void toInputs(
      Degree degree, float[] x, int xAt, float[] dy, int dyAt, float[] w, float[] dx, int dxAt) {
    for (int position = 0; position < area; position++) {
      double[] p = softmax(x, xAt + position);
      switch (degree) {
        case FIRST -> first(p, dy, dyAt + position, dx, dxAt + position);
        case SECOND -> second(p, dy, dyAt + position, dx, dxAt + position);
      }
    }
  }

  /** ∂E/∂x_j = p_j·(∂E/∂p_j − Σ_i p_i·∂E/∂p_i). */
  private void first(double[] p, float[] dy, int dyAt, float[] dx, int dxAt) {
    double mean = 0;
    for (int i = 0; i < units; i++) {
      mean += p[i] * dy[dyAt + i * area];
    }
    for (int j = 0; j < units; j++) {
      dx[dxAt + j * area] = (float) (p[j] * (dy[dyAt + j * area] - mean));
    }
  }

  /** ∂²E/∂x_j² = Σ_i ∂²E/∂p_i²·(∂p_i/∂x_j)², with ∂p_i/∂x_j = p_i·([i = j] − p_j). */
  private void second(double[] p, float[] hy, int hyAt, float[] hx, int hxAt) {
    for (int j = 0; j < units; j++) {
      double sum = 0;
      for (int i = 0; i < units; i++) {
        double slope = p[i] * ((i == j ? 1 : 0) - p[j]);
        sum += hy[hyAt + i * area] * slope * slope;
      }
      hx[hxAt + j * area] = (float) sum;
    }
  }
}
