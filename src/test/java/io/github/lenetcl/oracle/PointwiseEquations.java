package io.github.lenetcl.oracle;

import io.github.lenetcl.network.Pointwise;

/**
 * A function with a constant or whose slope follows from its argument, as its authors write it.
 * Appendix C without the term of f''.
 */
record PointwiseEquations(Pointwise.Function function, double alpha) implements Equations {

  private static final double LAMBDA = 1.0507009873554805;
  private static final double ALPHA_OF_SELU = 1.6732632423543772;

  @Override
  public double[] forward(double[] x, double[] w) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = value(x[i]);
    }
    return y;
  }

  @Override
  public double[] backward(double[] x, double[] w, double[] dy, double[] dw) {
    double[] dx = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      dx[i] = slope(x[i]) * dy[i];
    }
    return dx;
  }

  @Override
  public double[] curvature(double[] x, double[] w, double[] hy, double[] hw) {
    double[] hx = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      hx[i] = slope(x[i]) * slope(x[i]) * hy[i];
    }
    return hx;
  }

  private double value(double x) {
    return switch (function) {
      case LEAKY_RELU -> Math.max(x, 0) + alpha * Math.min(x, 0);
      case CLIPPED_RELU -> Math.min(Math.max(x, 0), alpha);
      case SLOPED_HARD_SIGMOID -> Math.min(Math.max(alpha * x + 0.5, 0), 1);
      case ELU -> x > 0 ? x : alpha * (Math.exp(x) - 1);
      case SELU -> LAMBDA * (x > 0 ? x : ALPHA_OF_SELU * (Math.exp(x) - 1));
      case GELU -> x * normal(x);
      case GELU_TANH ->
          0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * Math.pow(x, 3))));
      case SILU -> x / (1 + Math.exp(-x));
      case HARD_SWISH -> x * Math.min(Math.max(x + 3, 0), 6) / 6;
      case MISH -> x * Math.tanh(Math.log1p(Math.exp(Math.min(x, 700))));
    };
  }

  private double slope(double x) {
    return switch (function) {
      case LEAKY_RELU -> x > 0 ? 1 : alpha;
      case CLIPPED_RELU -> 0 < x && x < alpha ? 1 : 0;
      case SLOPED_HARD_SIGMOID -> Math.abs(alpha * x) < 0.5 ? alpha : 0;
      case ELU -> x > 0 ? 1 : alpha * Math.exp(x);
      case SELU -> x > 0 ? LAMBDA : LAMBDA * ALPHA_OF_SELU * Math.exp(x);
      case GELU -> normal(x) + x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
      case GELU_TANH -> {
        double inner = Math.sqrt(2 / Math.PI) * (x + 0.044715 * Math.pow(x, 3));
        double slopeOfInner = Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x * x);
        double cosh = Math.cosh(Math.min(Math.abs(inner), 300));
        yield 0.5 * (1 + Math.tanh(inner)) + 0.5 * x * slopeOfInner / (cosh * cosh);
      }
      case SILU -> {
        double s = 1 / (1 + Math.exp(-x));
        yield s + x * s * (1 - s);
      }
      case MISH -> {
        double t = Math.tanh(Math.log1p(Math.exp(Math.min(x, 700))));
        yield t + x * (1 - t) * (1 + t) / (1 + Math.exp(-x));
      }
      case HARD_SWISH -> x <= -3 ? 0 : x >= 3 ? 1 : (2 * x + 3) / 6;
    };
  }

  /** Φ(x) by Simpson's rule, far from the way in which the reference computes it. */
  private static double normal(double x) {
    double end = Math.min(Math.abs(x), 12);
    int steps = 2000;
    double width = end / steps;
    double sum = density(0) + density(end);
    for (int i = 1; i < steps; i++) {
      sum += (i % 2 == 1 ? 4 : 2) * density(i * width);
    }
    double half = sum * width / 3;
    return x < 0 ? 0.5 - half : 0.5 + half;
  }

  private static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }
}
