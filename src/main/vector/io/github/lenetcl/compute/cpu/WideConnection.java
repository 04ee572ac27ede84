package io.github.lenetcl.compute.cpu;

import java.util.OptionalInt;

/**
 * A full connection at a single position, or a convolution whose kernels cover the input, over a
 * block. Its gradient is made over all blocks of a batch at once, by {@link WideProducts}.
 */
final class WideConnection implements WideLayer {

  private final int boundary;
  private final int inputs;
  private final int outputs;
  private final int weightAt;
  private final OptionalInt biasAt;
  private final float[] biases;
  private final float[] noBiases;

  /** Which of the network's full connections this is. */
  private final int number;

  WideConnection(
      int boundary, int number, int inputs, int outputs, int weightAt, OptionalInt biasAt) {
    this.boundary = boundary;
    this.number = number;
    this.inputs = inputs;
    this.outputs = outputs;
    this.weightAt = weightAt;
    this.biasAt = biasAt;
    biases = new float[outputs];
    noBiases = new float[inputs];
  }

  @Override
  public String name() {
    return "vector instructions, matrix products";
  }

  int inputs() {
    return inputs;
  }

  int outputs() {
    return outputs;
  }

  int weightAt() {
    return weightAt;
  }

  OptionalInt biasAt() {
    return biasAt;
  }

  @Override
  public void prepare(float[] w) {
    biasAt.ifPresent(at -> System.arraycopy(w, at, biases, 0, outputs));
  }

  @Override
  public void forward(float[] w, WideBlock block) {
    float[] x = block.values[boundary];
    float[] y = block.values[boundary + 1];
    WideMatrix.multiply(y, outputs, x, inputs, w, weightAt, inputs, 1, biases);
  }

  @Override
  public void backwardInputs(float[] w, WideBlock block) {
    float[] dy = block.derivatives[boundary + 1];
    float[] dx = block.derivatives[boundary];
    WideMatrix.multiply(dx, inputs, dy, outputs, w, weightAt, 1, inputs, noBiases);
  }

  @Override
  public void backwardParameters(float[] w, WideBlock block, float[] dw) {
    float[] x = block.values[boundary];
    float[] dy = block.derivatives[boundary + 1];
    block.products.orElseThrow().take(number, block.slot, x, dy);
  }
}
