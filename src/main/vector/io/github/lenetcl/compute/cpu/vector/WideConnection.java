package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.blocks.LaneBlock;
import io.github.lenetcl.compute.cpu.blocks.LaneLayer;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * A full connection at a single position, or a convolution whose kernels cover the input, over a
 * block. Its gradient is made over all blocks of a batch at once, by {@link WideProducts}.
 */
final class WideConnection implements LaneLayer {

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
  public void forward(float[] w, LaneBlock block) {
    float[] x = block.values[boundary];
    float[] y = block.values[boundary + 1];
    WideMatrix.multiply(y, 0, outputs, x, inputs, w, weightAt, inputs, 1, biases);
  }

  @Override
  public void backwardInputs(float[] w, LaneBlock block) {
    float[] dy = block.derivatives[boundary + 1];
    float[] dx = block.derivatives[boundary];
    WideMatrix.multiply(dx, 0, inputs, dy, outputs, w, weightAt, 1, inputs, noBiases);
  }

  /** Rows that a thread computes for all blocks before it takes others. */
  private static final int ROWS = 16;

  /** Returns into how many tasks a pass over all blocks is divided. */
  int forwardTasks() {
    return (outputs + ROWS - 1) / ROWS;
  }

  /** Computes a few outputs of all blocks: their weights are fetched once. */
  void forward(int task, float[] w, List<LaneBlock> blocks) {
    int first = task * ROWS;
    int rows = Math.min(ROWS, outputs - first);
    int at = weightAt + first * inputs;
    multiply(
        block -> block.values,
        first,
        rows,
        boundary + 1,
        boundary,
        inputs,
        w,
        at,
        inputs,
        1,
        blocks,
        biases);
  }

  /** Returns into how many tasks the derivatives by the inputs are divided. */
  int backwardTasks() {
    return (inputs + ROWS - 1) / ROWS;
  }

  /** Returns how many values a thread needs to work in. */
  int panel() {
    return outputs * ROWS;
  }

  /**
   * Computes the derivatives by a few inputs for all blocks. Their weights, which lie far apart,
   * are brought together first.
   */
  void backward(int task, float[] w, List<LaneBlock> blocks, float[] panel) {
    int first = task * ROWS;
    int rows = Math.min(ROWS, inputs - first);
    for (int m = 0; m < outputs; m++) {
      System.arraycopy(w, weightAt + m * inputs + first, panel, m * ROWS, rows);
    }
    multiply(
        block -> block.derivatives,
        first,
        rows,
        boundary,
        boundary + 1,
        outputs,
        panel,
        0,
        1,
        ROWS,
        blocks,
        noBiases);
  }

  private static void multiply(
      Function<LaneBlock, float[][]> arrays,
      int first,
      int rows,
      int to,
      int from,
      int terms,
      float[] w,
      int wAt,
      int stride,
      int step,
      List<LaneBlock> blocks,
      float[] biases) {
    int b = 0;
    for (; b + 1 < blocks.size(); b += 2) {
      float[][] left = arrays.apply(blocks.get(b));
      float[][] right = arrays.apply(blocks.get(b + 1));
      WidePair.multiply(
          left[to],
          right[to],
          first,
          rows,
          left[from],
          right[from],
          terms,
          w,
          wAt,
          stride,
          step,
          biases);
    }
    if (b < blocks.size()) {
      float[][] last = arrays.apply(blocks.get(b));
      WideMatrix.multiply(last[to], first, rows, last[from], terms, w, wAt, stride, step, biases);
    }
  }

  @Override
  public void backwardParameters(float[] w, LaneBlock block, float[] dw) {
    float[] x = block.values[boundary];
    float[] dy = block.derivatives[boundary + 1];
    ((WideProducts) block.products.orElseThrow()).take(number, block.slot, x, dy);
  }
}
