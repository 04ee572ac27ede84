package io.github.lenetcl.compute.cpu.lanes;

/**
 * What one layer does with a block of {@value LaneMaps#LANES} samples in plain loops. Passes to
 * inputs overwrite, passes to parameters add.
 */
interface LaneOperation {

  /** To be called before passes with other parameters than those of the last call. */
  default void prepare(float[] w) {}

  /** Computes the layer's values y from those before it. */
  void forward(float[] w, float[][] x, float[][] y);

  /** Computes the derivatives by the layer's inputs from those by its outputs. */
  void backwardInputs(float[] w, float[][] x, float[][] dy, float[][] dx);

  /** Adds the derivatives by the layer's parameters, summed over the block. */
  default void backwardParameters(float[][] x, float[][] dy, float[] dw) {}
}
