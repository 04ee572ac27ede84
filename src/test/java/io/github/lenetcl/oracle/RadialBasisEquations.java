package io.github.lenetcl.oracle;

import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Shape;

/**
 * The output layer, y_i = Σ_j (x_j − w_ij)², equation (7), with centres w_ij that are fixed or
 * parameters.
 */
record RadialBasisEquations(RadialBasis layer, Shape input, int offset) implements Equations {

  @Override
  public double[] forward(double[] x, double[] w) {
    double[] y = new double[layer.centers().classes() * input.area()];
    forEach(w, (i, j, k, center) -> y[i] += (x[j] - center) * (x[j] - center));
    return y;
  }

  /** ∂y_i/∂x_j = 2·(x_j − w_ij) = −∂y_i/∂w_ij. */
  @Override
  public double[] backward(double[] x, double[] w, double[] dy, double[] dw) {
    double[] dx = new double[x.length];
    forEach(
        w,
        (i, j, k, center) -> {
          dx[j] += 2 * (x[j] - center) * dy[i];
          if (layer.trainable()) {
            dw[k] -= 2 * (x[j] - center) * dy[i];
          }
        });
    return dx;
  }

  /** Not from second derivatives by y_i alone: see the other. */
  @Override
  public double[] curvature(double[] x, double[] w, double[] hy, double[] hw) {
    throw new UnsupportedOperationException("radial basis functions must be the last layer");
  }

  /**
   * The exact ∂²E/∂x_j² = Σ_i ∂E/∂y_i·2 + Σ_ik ∂²E/∂y_i∂y_k·(∂y_i/∂x_j)·(∂y_k/∂x_j), where
   * ∂²E/∂y_i∂y_k = diagonal_i·[i = k] − factor_i·factor_k. Adds ∂²E/∂w_ij² likewise, but for
   * negative ∂E/∂y_i, which are left out.
   */
  double[] curvature(double[] x, double[] w, Derivatives e, double[] hw) {
    double[] hx = new double[x.length];
    double[] root = new double[x.length];
    forEach(
        w,
        (i, j, k, center) -> {
          double slope = 2 * (x[j] - center);
          hx[j] += e.first()[i] * 2 + e.diagonal()[i] * slope * slope;
          root[j] += e.factor()[i] * slope;
          if (layer.trainable()) {
            double second = e.diagonal()[i] - e.factor()[i] * e.factor()[i];
            hw[k] += Math.max(0, e.first()[i] * 2) + second * slope * slope;
          }
        });
    for (int j = 0; j < x.length; j++) {
      hx[j] -= root[j] * root[j];
    }
    return hx;
  }

  private void forEach(double[] w, Visitor visitor) {
    float[][] fixed = layer.centers().values();
    for (int position = 0; position < input.area(); position++) {
      for (int i = 0; i < layer.centers().classes(); i++) {
        for (int j = 0; j < layer.centers().units(); j++) {
          int k = offset + i * layer.centers().units() + j;
          visitor.see(
              i * input.area() + position,
              j * input.area() + position,
              k,
              layer.trainable() ? w[k] : fixed[i][j]);
        }
      }
    }
  }

  private interface Visitor {
    void see(int i, int j, int k, double center);
  }
}
