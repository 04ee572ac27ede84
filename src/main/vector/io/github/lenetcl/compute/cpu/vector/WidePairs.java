package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.network.ConnectionTable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which maps a convolution connects, seen from either side.
 *
 * @param maps for each map those that it is connected with, ascending
 * @param weights where the kernel of each of these connections begins in the parameters
 */
record WidePairs(int[][] maps, int[][] weights) {

  /** For each output map the inputs that it reads. */
  static WidePairs toInputs(ConnectionTable table, int weightAt, int kernel) {
    return of(table.outputs(), table.pairOutputs(), table.pairInputs(), weightAt, kernel);
  }

  /** For each input map the outputs that read it. */
  static WidePairs toOutputs(ConnectionTable table, int weightAt, int kernel) {
    return of(table.inputs(), table.pairInputs(), table.pairOutputs(), weightAt, kernel);
  }

  private static WidePairs of(int count, int[] near, int[] far, int weightAt, int kernel) {
    int[][] maps = new int[count][];
    int[][] weights = new int[count][];
    for (int map = 0; map < count; map++) {
      int one = map;
      int[] pairs = IntStream.range(0, near.length).filter(pair -> near[pair] == one).toArray();
      maps[map] = Arrays.stream(pairs).map(pair -> far[pair]).toArray();
      weights[map] = Arrays.stream(pairs).map(pair -> weightAt + pair * kernel).toArray();
    }
    return new WidePairs(maps, weights);
  }

  /** Returns the maps that a map is connected with, ascending. */
  int[] of(int map) {
    return maps[map];
  }

  /** Returns where the kernel between two maps begins in the parameters, or -1 without one. */
  int weights(int map, int other) {
    int at = Arrays.binarySearch(maps[map], other);
    return at < 0 ? -1 : weights[map][at];
  }
}
