package io.github.lenetcl.compute.cpu.blocks;

import io.github.lenetcl.compute.Source;

/** The values and derivatives of a few samples on their way through a network, side by side. */
public interface Block {

  /**
   * To be called before a forward pass.
   *
   * @param source where the samples come from and what is drawn for them
   * @param first which of them is the block's first
   */
  default void begin(Source source, int first) {}

  /** Returns where inputs go: value k of sample s at k·lanes + s. */
  float[] inputs();

  /** Computes all layers' values. */
  void forward(float[] w);

  /**
   * Copies a sample's values in the order map, row, column.
   *
   * @param boundary 0 for the inputs, i + 1 for the outputs of layer i
   * @param lane which sample
   */
  void copyOut(int boundary, int lane, float[] to, int at);

  /**
   * Sets a sample's derivatives by the values at a boundary, in the order map, row, column; without
   * effect where no backward pass will come.
   */
  void seed(int boundary, int lane, float[] first, int at);

  /**
   * Propagates the derivatives and adds the gradient, summed over the samples, but for the share of
   * the network's {@link BatchProducts}: what these need is left with them.
   *
   * @param seeded the boundary at which the derivatives were set
   * @param dw where to add
   * @param slot which of the blocks of the batch products this one is
   */
  void backward(int seeded, float[] w, float[] dw, int slot);

  /** Propagates the derivatives, after a backward pass, to the inputs. */
  void backwardToInputs(float[] w);

  /** Copies a sample's derivatives by the inputs, in the order map, row, column. */
  void copyInputDerivatives(int lane, float[] to, int at);

  /**
   * Changes the parameters by the gradient of a block that is the whole batch, and returns whether
   * every new value was finite.
   *
   * @param seeded the boundary at which the derivatives were set
   */
  boolean step(int seeded, Step step);

  /** Returns whether a canary of a guarded block was written over. */
  boolean isDamaged();
}
