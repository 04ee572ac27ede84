package io.github.lenetcl.compute.cpu.blocks;

import io.github.lenetcl.compute.cpu.reference.NormalizationOperation;

/** A block that goes through some layers at a time, where others must wait for the whole batch. */
public interface LayeredBlock extends Block {

  /** Returns whether layers act as in training in the pass that was begun. */
  boolean isDrawing();

  /** Returns how many samples it holds: at most as many as it has lanes. */
  int samples();

  /** Computes the values of some layers. */
  void forward(float[] w, int from, int to);

  /**
   * Goes back through some layers, the last first: adds the gradient by their parameters, and
   * propagates the derivatives to their inputs where a layer below asks for them.
   *
   * @param slot which of the blocks of the batch products this one is
   */
  void backward(int end, int from, float[] w, float[] dw, int slot);

  /** Adds the sums of {@link NormalizationOperation#addValues} over its samples. */
  void addValues(int layer, double[] sums);

  /** Adds the sums of {@link NormalizationOperation#addDerivatives} over its samples. */
  void addDerivatives(int layer, double[] sums);
}
