package io.github.lenetcl.compute.cpu;

import java.util.List;
import java.util.stream.Stream;

/**
 * The gradients of full connections over all blocks of a batch. Inputs and derivatives are kept in
 * panels of as many columns and rows as a tile takes, sample after sample, so that a tile reads
 * straight on.
 */
final class WideProducts implements BatchProducts {

  private static final int L = WideBlock.LANES;
  private static final int ROWS = WideOuter.ROWS;
  private static final int COLUMNS = WideOuter.COLUMNS;

  private final int blocks;
  private final List<WideConnection> connections;

  /** The first task of each connection, and their number at the end. */
  private final int[] firstTasks;

  private final float[][] inputs;
  private final float[][] derivatives;

  /**
   * Makes room.
   *
   * @param connections the full connections, in the order of their numbers
   * @param blocks blocks at once
   */
  WideProducts(List<WideConnection> connections, int blocks) {
    this.connections = connections;
    this.blocks = blocks;
    firstTasks = new int[connections.size() + 1];
    inputs = new float[connections.size()][];
    derivatives = new float[connections.size()][];
    for (int n = 0; n < connections.size(); n++) {
      int columns = panels(connections.get(n).inputs(), COLUMNS);
      int rows = panels(connections.get(n).outputs(), ROWS);
      firstTasks[n + 1] = firstTasks[n] + columns;
      inputs[n] = new float[Math.multiplyExact(columns * COLUMNS, blocks * L)];
      derivatives[n] = new float[Math.multiplyExact(rows * ROWS, blocks * L)];
    }
  }

  private static int panels(int count, int size) {
    return (count + size - 1) / size;
  }

  /** Takes over the inputs of a connection and the derivatives by its outputs of a block. */
  void take(int number, int slot, float[] x, float[] dy) {
    WideConnection connection = connections.get(number);
    turn(x, connection.inputs(), COLUMNS, inputs[number], slot);
    turn(dy, connection.outputs(), ROWS, derivatives[number], slot);
  }

  private void turn(float[] from, int count, int width, float[] to, int slot) {
    int samples = blocks * L;
    for (int k = 0; k < count; k++) {
      int at = (k / width * samples + slot * L) * width + k % width;
      for (int lane = 0; lane < L; lane++) {
        to[at + lane * width] = from[k * L + lane];
      }
    }
  }

  @Override
  public int blocks() {
    return blocks;
  }

  @Override
  public int tasks() {
    return firstTasks[connections.size()];
  }

  @Override
  public ParameterRanges covered() {
    return new ParameterRanges(
        connections.stream()
            .flatMap(
                each -> {
                  ParameterRanges.Range weights =
                      new ParameterRanges.Range(
                          each.weightAt(), each.weightAt() + each.inputs() * each.outputs());
                  return each.biasAt().isEmpty()
                      ? Stream.of(weights)
                      : Stream.of(
                          weights,
                          new ParameterRanges.Range(
                              each.biasAt().getAsInt(), each.biasAt().getAsInt() + each.outputs()));
                })
            .toList());
  }

  /** A panel of columns of one connection, for all its rows. */
  @Override
  public void run(int task, int used, boolean accumulate, float[] dw) {
    int n = 0;
    while (task >= firstTasks[n + 1]) {
      n++;
    }
    int panel = task - firstTasks[n];
    WideConnection connection = connections.get(n);
    int samples = blocks * L;
    int columns = Math.min(COLUMNS, connection.inputs() - panel * COLUMNS);
    float[] sums = new float[ROWS * COLUMNS];
    for (int first = 0; first < connection.outputs(); first += ROWS) {
      int dAt = first * samples;
      WideOuter.sum(derivatives[n], dAt, inputs[n], panel * COLUMNS * samples, used * L, sums);
      int rows = Math.min(ROWS, connection.outputs() - first);
      for (int m = 0; m < rows; m++) {
        int at = connection.weightAt() + (first + m) * connection.inputs() + panel * COLUMNS;
        put(sums, m * COLUMNS, columns, accumulate, dw, at);
      }
      if (panel == 0 && connection.biasAt().isPresent()) {
        float[] biases = biases(derivatives[n], dAt, used * L);
        int at = connection.biasAt().getAsInt() + first;
        put(biases, 0, rows, accumulate, dw, at);
      }
    }
  }

  private static float[] biases(float[] derivatives, int at, int samples) {
    float[] sums = new float[ROWS];
    for (int s = 0; s < samples; s++) {
      for (int m = 0; m < ROWS; m++) {
        sums[m] += derivatives[at + s * ROWS + m];
      }
    }
    return sums;
  }

  private static void put(
      float[] sums, int from, int count, boolean accumulate, float[] dw, int at) {
    if (!accumulate) {
      System.arraycopy(sums, from, dw, at, count);
      return;
    }
    for (int k = 0; k < count; k++) {
      dw[at + k] += sums[from + k];
    }
  }
}
