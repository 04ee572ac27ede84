package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.blocks.Step;
import java.util.Arrays;

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
  void forward(SimdBlock block, float[] w);

  /** Computes the derivatives by the layer's inputs from those by its outputs. */
  void backwardInputs(SimdBlock block, float[] w);

  /** Adds the derivatives by the layer's parameters, summed over the block. */
  default void backwardParameters(SimdBlock block, float[] dw) {}

  /**
   * Changes the layer's parameters by their derivatives in a block that is the whole batch, and
   * returns whether every new value was finite.
   *
   * @param from the first of the layer's parameters
   * @param to the one behind the last
   */
  default boolean step(SimdBlock block, Step step, int from, int to) {
    Arrays.fill(step.g(), from, to, 0);
    backwardParameters(block, step.g());
    return step.range(from, to);
  }
}
