package io.github.lenetcl.oracle;

import io.github.lenetcl.network.Shape;

/**
 * p_i = e^x_i / Σ_k e^x_k at each position, and ∂p_i/∂x_j = p_i·([i = j] − p_j). Appendix C without
 * the terms of ∂²p_i/∂x_j².
 */
record SoftmaxEquations(Shape input) implements Equations {

  @Override
  public double[] forward(double[] x, double[] w) {
    double[] p = new double[x.length];
    for (int at = 0; at < input.area(); at++) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int i = at; i < x.length; i += input.area()) {
        largest = Math.max(largest, x[i]);
      }
      double sum = 0;
      for (int i = at; i < x.length; i += input.area()) {
        sum += Math.exp(x[i] - largest);
      }
      for (int i = at; i < x.length; i += input.area()) {
        p[i] = Math.exp(x[i] - largest) / sum;
      }
    }
    return p;
  }

  @Override
  public double[] backward(double[] x, double[] w, double[] dp, double[] dw) {
    double[] dx = new double[x.length];
    forEachSlope(x, (i, j, slope) -> dx[j] += slope * dp[i]);
    return dx;
  }

  @Override
  public double[] curvature(double[] x, double[] w, double[] hp, double[] hw) {
    double[] hx = new double[x.length];
    forEachSlope(x, (i, j, slope) -> hx[j] += slope * slope * hp[i]);
    return hx;
  }

  private void forEachSlope(double[] x, Visitor visitor) {
    double[] p = forward(x, new double[0]);
    for (int at = 0; at < input.area(); at++) {
      for (int i = at; i < x.length; i += input.area()) {
        for (int j = at; j < x.length; j += input.area()) {
          visitor.see(i, j, p[i] * ((i == j ? 1 : 0) - p[j]));
        }
      }
    }
  }

  private interface Visitor {
    void see(int i, int j, double slope);
  }
}
