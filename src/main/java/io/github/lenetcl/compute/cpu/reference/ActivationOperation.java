package io.github.lenetcl.compute.cpu.reference;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.network.ActivationFunction;

/**
 * y = f(x), written over x; its passes back read y where the others read x, and write over what
 * comes in. A sample of {@code size} values. The paper's own function has {@link SquashOperation}.
 */
record ActivationOperation(ActivationFunction function, int size) implements WithoutParameters {

  /** {@return the operation of a function on samples of so many values} */
  static Operation of(ActivationFunction function, int size) {
    return function == ActivationFunction.SCALED_TANH
        ? new SquashOperation(size)
        : new ActivationOperation(function, size);
  }

  @Override
  public void forward(float[] x, int xAt, float[] w, float[] y, int yAt) {
    if (function == ActivationFunction.TANH) {
      Tanh.scaled(1, 1, x, xAt, y, yAt, size);
      return;
    }
    for (int i = 0; i < size; i++) {
      y[yAt + i] = value(x[xAt + i]);
    }
  }

  /** The term of f'' is dropped, so that the result is never negative. */
  @Override
  public void toInputs(
      Degree degree, float[] y, int yAt, float[] dy, int dyAt, float[] w, float[] dx, int dxAt) {
    for (int i = 0; i < size; i++) {
      dx[dxAt + i] = degree.factor(slope(y[yAt + i])) * dy[dyAt + i];
    }
  }

  private float value(float a) {
    return switch (function) {
      case LINEAR -> a;
      case SIGMOID -> (float) (1 / (1 + Math.exp(-a)));
      case HARD_SIGMOID -> Math.max(0, Math.min(1, 0.2f * a + 0.5f));
      case TANH, SCALED_TANH ->
          throw new IllegalStateException(function + " has its own operation");
      case RELU -> Math.max(0, a);
      case SOFTPLUS -> Math.max(0, a) + (float) Math.log1p(Math.exp(-Math.abs(a)));
      case SOFTSIGN -> a / (1 + Math.abs(a));
    };
  }

  private float slope(float f) {
    return switch (function) {
      case LINEAR -> 1;
      case SIGMOID -> f * (1 - f);
      case HARD_SIGMOID -> f > 0 && f < 1 ? 0.2f : 0;
      case TANH -> 1 - f * f;
      case SCALED_TANH -> throw new IllegalStateException(function + " has its own operation");
      case RELU -> f > 0 ? 1 : 0;
      case SOFTPLUS -> (float) -Math.expm1(-f);
      case SOFTSIGN -> (1 - Math.abs(f)) * (1 - Math.abs(f));
    };
  }
}
