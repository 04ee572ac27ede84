package io.github.lenetcl.compute.opencl;

/**
 * The kernels of one layer and of the activation that may follow it, which is computed as the
 * layer's outputs are written. Derivatives are by the weighted sums, before that activation.
 */
interface LayerKernels {

  /** Computes the outputs of some samples. */
  void forward(int samples, ClBuffer input, ClBuffer output);

  /**
   * Propagates derivatives to the inputs: to the weighted sums of the layer before, through its
   * activation if it has one.
   */
  void toInputs(
      Order order, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative);

  /**
   * Propagates derivatives to the layer's parameters: block by block to the places where they stand
   * in a vector of all parameters. A layer without parameters does nothing.
   */
  void toParameters(
      Order order, int samples, ClBuffer derivative, ClBuffer input, ClBuffer partial);
}
