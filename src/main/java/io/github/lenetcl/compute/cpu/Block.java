package io.github.lenetcl.compute.cpu;

/** The values and derivatives of a few samples on their way through a network, side by side. */
interface Block {

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
   * Sets the derivatives by a sample's outputs, in the order map, row, column; without effect where
   * no backward pass will come.
   */
  void seed(int lane, float[] first, int at);

  /** Adds the gradient, summed over the samples. */
  void backward(float[] w, float[] dw);

  /**
   * Changes the parameters by the gradient of a block that is the whole batch, and returns whether
   * every new value was finite.
   */
  boolean step(Step step);

  /** Returns whether a canary of a guarded block was written over. */
  boolean isDamaged();
}
