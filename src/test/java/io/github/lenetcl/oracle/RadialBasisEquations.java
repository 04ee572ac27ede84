package io.github.lenetcl.oracle;

import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.Shape;

/** The output layer, y_i = Σ_j (x_j − w_ij)² with fixed centres w_ij: equation (7). */
record RadialBasisEquations(Centers centers, Shape input) implements Equations {

  @Override
  public double[] forward(double[] x, double[] w) {
    double[] y = new double[centers.classes() * input.area()];
    forEach((i, j, center) -> y[i] += (x[j] - center) * (x[j] - center));
    return y;
  }

  /** ∂y_i/∂x_j = 2·(x_j − w_ij). */
  @Override
  public double[] backward(double[] x, double[] w, double[] dy, double[] dw) {
    double[] dx = new double[x.length];
    forEach((i, j, center) -> dx[j] += 2 * (x[j] - center) * dy[i]);
    return dx;
  }

  /** Not from second derivatives by y_i alone: see {@link #curvature(double[], Derivatives)}. */
  @Override
  public double[] curvature(double[] x, double[] w, double[] hy, double[] hw) {
    throw new UnsupportedOperationException("radial basis functions must be the last layer");
  }

  /**
   * The exact ∂²E/∂x_j² = Σ_i ∂E/∂y_i·2 + Σ_ik ∂²E/∂y_i∂y_k·(∂y_i/∂x_j)·(∂y_k/∂x_j), where
   * ∂²E/∂y_i∂y_k = diagonal_i·[i = k] − factor_i·factor_k.
   */
  double[] curvature(double[] x, Derivatives e) {
    double[] hx = new double[x.length];
    double[] root = new double[x.length];
    forEach(
        (i, j, center) -> {
          double slope = 2 * (x[j] - center);
          hx[j] += e.first()[i] * 2 + e.diagonal()[i] * slope * slope;
          root[j] += e.factor()[i] * slope;
        });
    for (int j = 0; j < x.length; j++) {
      hx[j] -= root[j] * root[j];
    }
    return hx;
  }

  private void forEach(Visitor visitor) {
    for (int position = 0; position < input.area(); position++) {
      for (int i = 0; i < centers.classes(); i++) {
        for (int j = 0; j < centers.units(); j++) {
          visitor.see(
              i * input.area() + position, j * input.area() + position, centers.values()[i][j]);
        }
      }
    }
  }

  private interface Visitor {
    void see(int i, int j, double center);
  }
}
