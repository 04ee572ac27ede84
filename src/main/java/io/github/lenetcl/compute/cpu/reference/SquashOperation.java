package io.github.lenetcl.compute.cpu.reference;

import static io.github.lenetcl.network.Activation.AMPLITUDE;
import static io.github.lenetcl.network.Activation.SLOPE;

/**
 * y = A·tanh(S·x), written over x; its passes back read y where the others read x, and write over
 * what comes in. A sample of {@code size} values.
 */
record SquashOperation(int size) implements Operation {

  @Override
  public void forward(float[] x, int xAt, float[] w, float[] y, int yAt) {
    Tanh.scaled(AMPLITUDE, SLOPE, x, xAt, y, yAt, size);
  }

  @Override
  public void backwardInputs(
      float[] y, int yAt, float[] dy, int dyAt, float[] w, float[] dx, int dxAt) {
    Tanh.scaledBack(AMPLITUDE, SLOPE, y, yAt, dy, dyAt, dx, dxAt, size);
  }

  @Override
  public void backwardParameters(float[] x, int xAt, float[] dy, int dyAt, float[] dw) {}

  /**
   * The term of the second derivative of the squash is dropped, so that the result is never
   * negative.
   */
  @Override
  public void curvatureInputs(
      float[] y, int yAt, float[] hy, int hyAt, float[] w, float[] hx, int hxAt) {
    for (int i = 0; i < size; i++) {
      float slope = slope(y[yAt + i]);
      hx[hxAt + i] = slope * slope * hy[hyAt + i];
    }
  }

  @Override
  public void curvatureParameters(float[] x, int xAt, float[] hy, int hyAt, float[] hw) {}

  /** f'(a) = A·S·(1 − (f/A)²), from the value f. */
  private static float slope(float value) {
    float tanh = value * (1 / AMPLITUDE);
    return AMPLITUDE * SLOPE * (1 - tanh * tanh);
  }
}
