package io.github.lenetcl.compute.cpu.reference;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.network.Erf;
import io.github.lenetcl.network.Pointwise;

/**
 * y = f(x) and its slope, of x, in double precision.
 *
 * @param function f
 * @param alpha its constant
 * @param size values of a sample
 */
record PointwiseOperation(Pointwise.Function function, float alpha, int size)
    implements WithoutParameters {

  private static final double SQRT_HALF = Math.sqrt(0.5);
  private static final double DENSITY_AT_0 = 1 / Math.sqrt(2 * Math.PI);
  private static final double SQRT_2_BY_PI = Math.sqrt(2 / Math.PI);
  private static final double CUBIC = 0.044715;

  @Override
  public void forward(float[] x, int xAt, float[] w, float[] y, int yAt) {
    for (int i = 0; i < size; i++) {
      y[yAt + i] = (float) value(x[xAt + i]);
    }
  }

  /** The term of f'' is dropped, so that the result is never negative. */
  @Override
  public void toInputs(
      Degree degree, float[] x, int xAt, float[] dy, int dyAt, float[] w, float[] dx, int dxAt) {
    for (int i = 0; i < size; i++) {
      dx[dxAt + i] = degree.factor((float) slope(x[xAt + i])) * dy[dyAt + i];
    }
  }

  private double value(double x) {
    return switch (function) {
      case LEAKY_RELU -> x > 0 ? x : alpha * x;
      case CLIPPED_RELU -> Math.min(Math.max(x, 0), alpha);
      case SLOPED_HARD_SIGMOID -> Math.min(Math.max(alpha * x + 0.5, 0), 1);
      case ELU -> x > 0 ? x : alpha * Math.expm1(x);
      case SELU -> Pointwise.SELU_SCALE * (x > 0 ? x : Pointwise.SELU_ALPHA * Math.expm1(x));
      case GELU -> x * below(x);
      case GELU_TANH -> x / 2 * (1 + Math.tanh(bend(x)));
      case SILU -> x * sigmoid(x);
      case HARD_SWISH -> x * Math.min(Math.max(x / 6 + 0.5, 0), 1);
      case MISH -> x * Math.tanh(softplus(x));
    };
  }

  private double slope(double x) {
    return switch (function) {
      case LEAKY_RELU -> x > 0 ? 1 : alpha;
      case CLIPPED_RELU -> x > 0 && x <= alpha ? 1 : 0;
      case SLOPED_HARD_SIGMOID -> alpha * x > -0.5 && alpha * x <= 0.5 ? alpha : 0;
      case ELU -> x > 0 ? 1 : alpha * Math.exp(x);
      case SELU -> Pointwise.SELU_SCALE * (x > 0 ? 1 : Pointwise.SELU_ALPHA * Math.exp(x));
      case GELU -> below(x) + x * DENSITY_AT_0 * Math.exp(-x * x / 2);
      case GELU_TANH -> {
        double t = Math.tanh(bend(x));
        yield (1 + t + x * (1 - t * t) * SQRT_2_BY_PI * (1 + 3 * CUBIC * x * x)) / 2;
      }
      case SILU -> sigmoid(x) * (1 + x * sigmoid(-x));
      case HARD_SWISH -> x > 3 ? 1 : x > -3 ? x / 3 + 0.5 : 0;
      case MISH -> {
        double t = Math.tanh(softplus(x));
        yield t + x * (1 - t * t) * sigmoid(x);
      }
    };
  }

  /** Φ(x), the part of a normal distribution that is below x. */
  private static double below(double x) {
    return Erf.complement(-x * SQRT_HALF) / 2;
  }

  private static double bend(double x) {
    return SQRT_2_BY_PI * (x + CUBIC * x * x * x);
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
