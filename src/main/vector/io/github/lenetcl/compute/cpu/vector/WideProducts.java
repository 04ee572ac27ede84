package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.blocks.BatchProducts;
import io.github.lenetcl.compute.cpu.blocks.ParameterRanges;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The gradients of full connections over all blocks of a batch. Inputs and derivatives are kept in
 * panels of as many columns and rows as a tile takes, sample after sample, so that a tile reads
 * straight on.
 */
final class WideProducts implements BatchProducts {

  private static final int L = Wide.LANES;
  private static final int ROWS = WideOuter.ROWS;
  private static final int COLUMNS = WideOuter.COLUMNS;

  /** Rows of a task: tiles one above the other take the same inputs from the nearest cache. */
  private static final int TASK_ROWS = 2 * ROWS;

  private final int blocks;
  private final List<WideConnection> connections;

  /** The first task of each connection, and their number at the end. */
  private final int[] firstTasks;

  private final List<ParameterRanges> covered = new ArrayList<>();
  private final ParameterRanges others;
  private final float[][] inputs;
  private final float[][] derivatives;

  /**
   * Makes room.
   *
   * @param connections the full connections, in the order of their numbers
   * @param blocks blocks at once
   * @param parameters parameters of the whole network
   */
  WideProducts(List<WideConnection> connections, int blocks, int parameters) {
    this.connections = connections;
    this.blocks = blocks;
    firstTasks = new int[connections.size() + 1];
    inputs = new float[connections.size()][];
    derivatives = new float[connections.size()][];
    for (int n = 0; n < connections.size(); n++) {
      int columns = panels(connections.get(n).inputs(), COLUMNS);
      int rows = panels(connections.get(n).outputs(), ROWS);
      firstTasks[n + 1] = firstTasks[n] + panels(connections.get(n).outputs(), TASK_ROWS);
      inputs[n] = new float[Math.multiplyExact(columns * COLUMNS, blocks * L)];
      derivatives[n] = new float[Math.multiplyExact(rows * ROWS, blocks * L)];
    }
    others =
        new ParameterRanges(
                connections.stream().flatMap(each -> ranges(each, 0, each.outputs())).toList())
            .complement(parameters);
    for (WideConnection each : connections) {
      for (int first = 0; first < each.outputs(); first += TASK_ROWS) {
        int end = Math.min(first + TASK_ROWS, each.outputs());
        covered.add(new ParameterRanges(ranges(each, first, end).toList()));
      }
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
  public ParameterRanges others() {
    return others;
  }

  @Override
  public ParameterRanges covered(int task) {
    return covered.get(task);
  }

  /** The weights and the biases of some rows. */
  private static Stream<ParameterRanges.Range> ranges(WideConnection of, int first, int end) {
    int weightAt = of.weightAt();
    ParameterRanges.Range weights =
        new ParameterRanges.Range(weightAt + first * of.inputs(), weightAt + end * of.inputs());
    return of.biasAt().isEmpty()
        ? Stream.of(weights)
        : Stream.of(
            weights,
            new ParameterRanges.Range(
                of.biasAt().getAsInt() + first, of.biasAt().getAsInt() + end));
  }

  private int connection(int task) {
    int n = 0;
    while (task >= firstTasks[n + 1]) {
      n++;
    }
    return n;
  }

  /** A few rows of one connection, whose parameters stand one behind the other. */
  @Override
  public void run(int task, int used, float[] sums) {
    int n = connection(task);
    WideConnection connection = connections.get(n);
    int inputCount = connection.inputs();
    int begin = (task - firstTasks[n]) * TASK_ROWS;
    int end = Math.min(begin + TASK_ROWS, connection.outputs());
    int samples = blocks * L;
    float[] tile = new float[ROWS * COLUMNS];
    for (int column = 0; column < inputCount; column += COLUMNS) {
      int columns = Math.min(COLUMNS, inputCount - column);
      for (int first = begin; first < end; first += ROWS) {
        int dAt = first * samples;
        int xAt = column * samples;
        int to = (first - begin) * inputCount + column;
        int rows = Math.min(ROWS, end - first);
        if (rows == ROWS && columns == COLUMNS) {
          WideOuter.sum(inputs[n], xAt, derivatives[n], dAt, used * L, sums, to, inputCount);
          continue;
        }
        WideOuter.sum(inputs[n], xAt, derivatives[n], dAt, used * L, tile, 0, COLUMNS);
        for (int m = 0; m < rows; m++) {
          System.arraycopy(tile, m * COLUMNS, sums, to + m * inputCount, columns);
        }
      }
    }
    for (int first = begin; connection.biasAt().isPresent() && first < end; first += ROWS) {
      float[] biases = biases(derivatives[n], first * samples, used * L);
      int to = (end - begin) * inputCount + first - begin;
      System.arraycopy(biases, 0, sums, to, Math.min(ROWS, end - first));
    }
  }

  @Override
  public int mostCovered() {
    return connections.stream()
        .mapToInt(each -> Math.min(TASK_ROWS, each.outputs()) * (each.inputs() + 1))
        .max()
        .orElse(0);
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
}
