package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.opencl.device.ClBuffer;

/**
 * The kernels of one layer and of the activation that may follow it, which is computed as the
 * layer's outputs are written. Derivatives are by the weighted sums, before that activation.
 */
interface LayerKernels {

  /**
   * Draws for a forward pass and the passes back from it. A layer that does not act by chance does
   * nothing.
   *
   * @param draws what is drawn
   * @param samples the number of samples
   * @param order the indices of their images
   * @param position the first sample's place in the order
   */
  default void draw(Draws draws, int samples, ClBuffer order, int position) {}

  /**
   * Moves what follows the statistics of batches, before an update, by those of the forward pass
   * before it; a second time it does nothing. Few layers have such.
   *
   * @param halt what keeps it from moving
   */
  default void settle(Halt halt) {}

  /** Computes the outputs of some samples. */
  void forward(int samples, ClBuffer input, ClBuffer output);

  /**
   * Propagates derivatives to the inputs: to the weighted sums of the layer before, through its
   * activation if it has one.
   */
  void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative);

  /**
   * Propagates derivatives to the layer's parameters: block by block to the places where they stand
   * in a vector of all parameters. A layer without parameters does nothing.
   */
  default void toParameters(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer partial) {}
}
