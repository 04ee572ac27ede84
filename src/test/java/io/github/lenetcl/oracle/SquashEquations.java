package io.github.lenetcl.oracle;

/** f(a) = A·tanh(S·a), Appendix A; Appendix C without the term of f''. */
record SquashEquations() implements Equations {

  private static final double A = 1.7159;
  private static final double S = 2.0 / 3;

  @Override
  public double[] forward(double[] a, double[] w) {
    double[] x = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      x[i] = A * Math.tanh(S * a[i]);
    }
    return x;
  }

  @Override
  public double[] backward(double[] a, double[] w, double[] dx, double[] dw) {
    double[] da = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      da[i] = slope(a[i]) * dx[i];
    }
    return da;
  }

  @Override
  public double[] curvature(double[] a, double[] w, double[] hx, double[] hw) {
    double[] ha = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      ha[i] = slope(a[i]) * slope(a[i]) * hx[i];
    }
    return ha;
  }

  /** f'(a) = A·S / cosh²(S·a). */
  private static double slope(double a) {
    double cosh = Math.cosh(S * a);
    return A * S / cosh / cosh;
  }
}
