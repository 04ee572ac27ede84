package io.github.lenetcl.compute.cpu.reference;

import io.github.lenetcl.compute.Degree;

/**
 * What one layer does with one sample. Arrays hold many samples; an {@code At} is the index of the
 * sample's first value. Passes to inputs overwrite, passes to parameters add. The order of
 * arguments is that of every kernel and its twins: data, derivatives, parameters; sizes; what is
 * written.
 */
public interface Operation {

  /**
   * Computes the outputs y from the inputs x.
   *
   * @param w the network's parameters
   */
  void forward(float[] x, int xAt, float[] w, float[] y, int yAt);

  /** Computes ∂E/∂x from ∂E/∂y, or ∂²E/∂x² from ∂²E/∂y², its cross terms neglected (Appendix C). */
  void toInputs(
      Degree degree, float[] x, int xAt, float[] dy, int dyAt, float[] w, float[] dx, int dxAt);

  /** Adds ∂E/∂w of this sample, or ∂²E/∂w². */
  void toParameters(Degree degree, float[] x, int xAt, float[] dy, int dyAt, float[] dw);

  /** {@link #toInputs} of first derivatives. */
  default void backwardInputs(
      float[] x, int xAt, float[] dy, int dyAt, float[] w, float[] dx, int dxAt) {
    toInputs(Degree.FIRST, x, xAt, dy, dyAt, w, dx, dxAt);
  }

  /** {@link #toParameters} of first derivatives. */
  default void backwardParameters(float[] x, int xAt, float[] dy, int dyAt, float[] dw) {
    toParameters(Degree.FIRST, x, xAt, dy, dyAt, dw);
  }
}
