package io.github.lenetcl.compute.cpu.blocks;

/**
 * What one layer does with a block of samples side by side. Passes to inputs overwrite, passes to
 * parameters add.
 */
public interface LaneLayer {

  /** Returns what this is, in words. */
  String name();

  /** Returns how many of the network's layers this runs, with its own those that follow. */
  default int covers() {
    return 1;
  }

  /** To be called before passes with other parameters than those of the last call. */
  default void prepare(float[] w) {}

  /** Returns how many values the layer keeps in a block from its forward pass to its backward. */
  default int kept() {
    return 0;
  }

  /** Returns how many values it needs to work in. */
  default int scratch() {
    return 0;
  }

  /** Computes the layer's values. */
  void forward(LaneBlock block, float[] w);

  /** Computes the derivatives by the layer's inputs from those by its outputs. */
  void backwardInputs(LaneBlock block, float[] w);

  /**
   * Adds the derivatives by the layer's parameters, or leaves to the batch products what they need.
   */
  default void backwardParameters(LaneBlock block, float[] w, float[] dw) {}
}
