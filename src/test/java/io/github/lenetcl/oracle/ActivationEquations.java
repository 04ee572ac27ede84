package io.github.lenetcl.oracle;

import io.github.lenetcl.network.ActivationFunction;

/**
 * An activation function f, value by value, and its derivative by its argument, as textbooks write
 * them; the paper's is f(a) = A·tanh(S·a), Appendix A. Appendix C without the term of f''.
 */
record ActivationEquations(ActivationFunction function) implements Equations {

  private static final double A = 1.7159;
  private static final double S = 2.0 / 3;

  @Override
  public double[] forward(double[] a, double[] w) {
    double[] x = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      x[i] = value(a[i]);
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

  private double value(double a) {
    return switch (function) {
      case LINEAR -> a;
      case SIGMOID -> 1 / (1 + Math.exp(-a));
      case HARD_SIGMOID -> Math.min(Math.max(a / 5 + 0.5, 0), 1);
      case TANH -> Math.tanh(a);
      case SCALED_TANH -> A * Math.tanh(S * a);
      case RELU -> Math.max(a, 0);
      case SOFTPLUS -> a > 0 ? a + Math.log1p(Math.exp(-a)) : Math.log1p(Math.exp(a));
      case SOFTSIGN -> a / (1 + Math.abs(a));
    };
  }

  private double slope(double a) {
    return switch (function) {
      case LINEAR -> 1;
      case SIGMOID -> 1 / (2 + Math.exp(a) + Math.exp(-a));
      case HARD_SIGMOID -> Math.abs(a) < 2.5 ? 0.2 : 0;
      case TANH -> 1 / Math.cosh(a) / Math.cosh(a);
      case SCALED_TANH -> A * S / Math.cosh(S * a) / Math.cosh(S * a);
      case RELU -> a > 0 ? 1 : 0;
      case SOFTPLUS -> 1 / (1 + Math.exp(-a));
      case SOFTSIGN -> 1 / ((1 + Math.abs(a)) * (1 + Math.abs(a)));
    };
  }
}
