package io.github.lenetcl.compute.cpu.reference;

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

  /** Computes ∂E/∂x from ∂E/∂y. */
  void backwardInputs(float[] x, int xAt, float[] dy, int dyAt, float[] w, float[] dx, int dxAt);

  /** Adds ∂E/∂w of this sample. */
  void backwardParameters(float[] x, int xAt, float[] dy, int dyAt, float[] dw);

  /** Computes ∂²E/∂x² from ∂²E/∂y², its cross terms neglected (Appendix C). */
  void curvatureInputs(float[] x, int xAt, float[] hy, int hyAt, float[] w, float[] hx, int hxAt);

  /** Adds ∂²E/∂w² of this sample. */
  void curvatureParameters(float[] x, int xAt, float[] hy, int hyAt, float[] hw);
}
