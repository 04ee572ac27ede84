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

  /** With fewer weights a connection is no more than any other layer. */
  private static final int MANY_WEIGHTS = 1 << 14;

  private final int boundary;
  private final int inputs;
  private final int outputs;
  private final int weightAt;
  private final OptionalInt biasAt;
  private final float[] biases;
  private final float[] noBiases;

  /** Weights that are seldom others, in panels of rows: none where every update changes them. */
  private final float[][] panels;

  /** Which of the network's full connections this is. */
  private final int number;

  /**
   * Makes the operation.
   *
   * @param number which of the network's full connections this is
   * @param training whether updates will change the weights again and again
   */
  WideConnection(
      int boundary,
      int number,
      int inputs,
      int outputs,
      int weightAt,
      OptionalInt biasAt,
      boolean training) {
    this.boundary = boundary;
    this.number = number;
    this.inputs = inputs;
    this.outputs = outputs;
    this.weightAt = weightAt;
    this.biasAt = biasAt;
    biases = new float[outputs];
    noBiases = new float[inputs];
    int packed = training || !hasManyWeights() ? 0 : outputs / WidePanel.ROWS;
    panels = new float[packed][inputs * WidePanel.ROWS];
  }

  /** Returns whether threads may share its weights, of which there are enough. */
  boolean hasManyWeights() {
    return (long) inputs * outputs >= MANY_WEIGHTS;
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
    for (int panel = 0; panel < panels.length; panel++) {
      for (int m = 0; m < WidePanel.ROWS; m++) {
        int from = weightAt + (panel * WidePanel.ROWS + m) * inputs;
        for (int k = 0; k < inputs; k++) {
          panels[panel][k * WidePanel.ROWS + m] = w[from + k];
        }
      }
    }
  }

  @Override
  public void forward(LaneBlock block, float[] w) {
    float[] x = block.values[boundary];
    float[] y = block.values[boundary + 1];
    WideMatrix.multiply(x, w, weightAt, inputs, 1, biases, inputs, 0, outputs, y);
  }

  @Override
  public void backwardInputs(LaneBlock block, float[] w) {
    float[] dy = block.derivatives[boundary + 1];
    float[] dx = block.derivatives[boundary];
    WideMatrix.multiply(dy, w, weightAt, 1, inputs, noBiases, outputs, 0, inputs, dx);
  }

  /** Rows that a thread computes for all blocks before it takes others. */
  private static final int ROWS = 16;

  /** Returns into how many tasks a pass over all blocks is divided. */
  int forwardTasks() {
    return panels.length + (outputs - packedRows() + ROWS - 1) / ROWS;
  }

  private int packedRows() {
    return panels.length * WidePanel.ROWS;
  }

  /** Computes a few outputs of all blocks: their weights are fetched once. */
  void forward(int task, float[] w, List<LaneBlock> blocks) {
    begin(task, blocks);
    for (int k = 0; k < inputs; k += WideMatrix.TERMS) {
      add(task, k, w, blocks);
    }
  }

  /**
   * Computes all outputs of a few blocks, some inputs at a time: these stay in the second cache
   * while all weights go by.
   */
  void forward(List<LaneBlock> blocks, float[] w) {
    for (int task = 0; task < forwardTasks(); task++) {
      begin(task, blocks);
    }
    for (int k = 0; k < inputs; k += WideMatrix.TERMS) {
      for (int task = 0; task < forwardTasks(); task++) {
        add(task, k, w, blocks);
      }
    }
  }

  private int firstRow(int task) {
    return task <= panels.length
        ? task * WidePanel.ROWS
        : packedRows() + (task - panels.length) * ROWS;
  }

  private int rows(int task) {
    return task < panels.length ? WidePanel.ROWS : Math.min(ROWS, outputs - firstRow(task));
  }

  private void begin(int task, List<LaneBlock> blocks) {
    for (LaneBlock block : blocks) {
      WideMatrix.set(biases, firstRow(task), rows(task), block.values[boundary + 1]);
    }
  }

  /** Adds what some inputs give, from k on. */
  private void add(int task, int k, float[] w, List<LaneBlock> blocks) {
    int terms = Math.min(WideMatrix.TERMS, inputs - k);
    int first = firstRow(task);
    if (task >= panels.length) {
      int at = weightAt + first * inputs + k;
      add(VALUES, boundary + 1, first, rows(task), boundary, k, terms, w, at, inputs, 1, blocks);
      return;
    }
    int at = k * WidePanel.ROWS;
    int b = 0;
    for (; b + 1 < blocks.size(); b += 2) {
      float[][] left = blocks.get(b).values;
      float[][] right = blocks.get(b + 1).values;
      WidePanel.add(
          left[boundary],
          right[boundary],
          k,
          panels[task],
          at,
          terms,
          first,
          left[boundary + 1],
          right[boundary + 1]);
    }
    if (b < blocks.size()) {
      add(
          VALUES,
          boundary + 1,
          first,
          WidePanel.ROWS,
          boundary,
          k,
          terms,
          panels[task],
          at,
          1,
          WidePanel.ROWS,
          blocks.subList(b, b + 1));
    }
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
    for (LaneBlock block : blocks) {
      WideMatrix.set(noBiases, first, rows, block.derivatives[boundary]);
    }
    for (int k = 0; k < outputs; k += WideMatrix.TERMS) {
      int terms = Math.min(WideMatrix.TERMS, outputs - k);
      int at = k * ROWS;
      add(DERIVATIVES, boundary, first, rows, boundary + 1, k, terms, panel, at, 1, ROWS, blocks);
    }
  }

  private static final Function<LaneBlock, float[][]> VALUES = block -> block.values;
  private static final Function<LaneBlock, float[][]> DERIVATIVES = block -> block.derivatives;

  private static void add(
      Function<LaneBlock, float[][]> arrays,
      int to,
      int first,
      int rows,
      int from,
      int k,
      int terms,
      float[] w,
      int wAt,
      int stride,
      int step,
      List<LaneBlock> blocks) {
    int b = 0;
    for (; b + 1 < blocks.size(); b += 2) {
      float[][] left = arrays.apply(blocks.get(b));
      float[][] right = arrays.apply(blocks.get(b + 1));
      WidePair.add(
          left[from],
          right[from],
          k,
          w,
          wAt,
          stride,
          step,
          terms,
          first,
          rows,
          left[to],
          right[to]);
    }
    if (b < blocks.size()) {
      float[][] last = arrays.apply(blocks.get(b));
      WideMatrix.add(last[from], k, w, wAt, stride, step, terms, first, rows, last[to]);
    }
  }

  @Override
  public void backwardParameters(LaneBlock block, float[] w, float[] dw) {
    float[] x = block.values[boundary];
    float[] dy = block.derivatives[boundary + 1];
    ((WideProducts) block.products.orElseThrow()).take(number, block.slot, x, dy);
  }
}
