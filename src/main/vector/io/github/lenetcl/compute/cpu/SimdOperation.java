package io.github.lenetcl.compute.cpu;

/**
 * What one layer does with a block of samples. Passes to inputs overwrite, passes to parameters
 * add.
 */
interface SimdOperation {

  /**
   * Computes the layer's values.
   *
   * @param w the network's parameters, with room behind them for a vector that overruns
   */
  void forward(float[] w, SimdBlock block);

  /**
   * Makes what the passes to inputs need of the parameters, once for all blocks: weights in another
   * order, say.
   *
   * @param w the network's parameters
   */
  default void prepareBackward(float[] w) {}

  /** Computes the derivatives by the layer's inputs from those by its outputs. */
  void backwardInputs(float[] w, SimdBlock block);

  /** Adds the derivatives by the layer's parameters, summed over the block. */
  default void backwardParameters(SimdBlock block, float[] dw) {}
}
