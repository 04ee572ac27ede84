package io.github.lenetcl.oracle;

/**
 * Units that compute a_i = Σ_j u_ij·x_j over their connections, where connections share weights,
 * u_ij = w_k for all (i, j) in V_k: Section II and Appendix C.
 */
record WeightedSums(int units, Connections connections) implements Equations {

  @Override
  public double[] forward(double[] x, double[] w) {
    double[] a = new double[units];
    connections.forEach((i, j, k) -> a[i] += w[k] * at(x, j));
    return a;
  }

  /** ∂E/∂x_j = Σ_i u_ij·∂E/∂a_i and ∂E/∂w_k = Σ over V_k of ∂E/∂a_i·x_j. */
  @Override
  public double[] backward(double[] x, double[] w, double[] da, double[] dw) {
    double[] dx = new double[x.length];
    connections.forEach(
        (i, j, k) -> {
          if (j != Connections.BIAS) {
            dx[j] += w[k] * da[i];
          }
          dw[k] += da[i] * at(x, j);
        });
    return dx;
  }

  /** ∂²E/∂x_j² = Σ_i u_ij²·∂²E/∂a_i² and ∂²E/∂w_k² = Σ over V_k of ∂²E/∂a_i²·x_j². */
  @Override
  public double[] curvature(double[] x, double[] w, double[] ha, double[] hw) {
    double[] hx = new double[x.length];
    connections.forEach(
        (i, j, k) -> {
          if (j != Connections.BIAS) {
            hx[j] += w[k] * w[k] * ha[i];
          }
          hw[k] += ha[i] * at(x, j) * at(x, j);
        });
    return hx;
  }

  private static double at(double[] x, int j) {
    return j == Connections.BIAS ? 1 : x[j];
  }
}
