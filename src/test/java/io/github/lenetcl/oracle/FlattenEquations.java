package io.github.lenetcl.oracle;

/** The same values under another shape. */
record FlattenEquations() implements Equations {

  @Override
  public double[] forward(double[] x, double[] w) {
    return x.clone();
  }

  @Override
  public double[] backward(double[] x, double[] w, double[] dy, double[] dw) {
    return dy.clone();
  }

  @Override
  public double[] curvature(double[] x, double[] w, double[] hy, double[] hw) {
    return hy.clone();
  }
}
