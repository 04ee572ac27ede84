package io.github.lenetcl.compute.cpu.reference;

import static io.github.lenetcl.network.Activation.AMPLITUDE;
import static io.github.lenetcl.network.Activation.SLOPE;

import io.github.lenetcl.compute.Degree;

/**
 * y = A·tanh(S·x), written over x; its passes back read y where the others read x, and write over
 * what comes in. A sample of {@code size} values.
 */
record SquashOperation(int size) implements WithoutParameters {

  @Override
  public void forward(float[] x, int xAt, float[] w, float[] y, int yAt) {
    Tanh.scaled(AMPLITUDE, SLOPE, x, xAt, y, yAt, size);
  }

  /**
   * The term of the second derivative of the squash is dropped, so that the result is never
   * negative.
   */
  @Override
  public void toInputs(
      Degree degree, float[] y, int yAt, float[] dy, int dyAt, float[] w, float[] dx, int dxAt) {
    if (degree == Degree.FIRST) {
      Tanh.scaledBack(AMPLITUDE, SLOPE, y, yAt, dy, dyAt, dx, dxAt, size);
      return;
    }
    for (int i = 0; i < size; i++) {
      dx[dxAt + i] = degree.factor(slope(y[yAt + i])) * dy[dyAt + i];
    }
  }

  /** f'(a) = A·S·(1 − (f/A)²), from the value f. */
  private static float slope(float value) {
    float tanh = value * (1 / AMPLITUDE);
    return AMPLITUDE * SLOPE * (1 - tanh * tanh);
  }
}
