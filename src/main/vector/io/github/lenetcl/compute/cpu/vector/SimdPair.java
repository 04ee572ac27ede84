package io.github.lenetcl.compute.cpu.vector;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Two maps of a convolution that are computed together, so that what both read is loaded once.
 *
 * @param first one map
 * @param second the other; the first again where there is no other
 * @param runs where the maps begin that one or both read
 * @param firstWeights for each of them where the first's weights for it begin, or zeros instead
 * @param secondWeights likewise for the second
 */
record SimdPair(int first, int second, int[] runs, int[] firstWeights, int[] secondWeights) {

  /**
   * Returns all maps in pairs.
   *
   * @param maps how many there are
   * @param of for each pair of the connection table the map that reads
   * @param from for each pair of the table the map that is read
   * @param source how the maps lie that are read
   * @param weights for each pair of the table where its weights begin
   * @param zeros where as many zeros begin
   */
  static SimdPair[] all(int maps, int[] of, int[] from, SimdMaps source, int[] weights, int zeros) {
    return IntStream.range(0, (maps + 1) / 2)
        .mapToObj(n -> of(2 * n, Math.min(2 * n + 1, maps - 1), of, from, source, weights, zeros))
        .toArray(SimdPair[]::new);
  }

  private static SimdPair of(
      int first, int second, int[] of, int[] from, SimdMaps source, int[] weights, int zeros) {
    int[] read =
        IntStream.range(0, of.length)
            .filter(pair -> of[pair] == first || of[pair] == second)
            .map(pair -> from[pair])
            .distinct()
            .sorted()
            .toArray();
    int[][] found = new int[2][read.length];
    for (int[] each : found) {
      Arrays.fill(each, zeros);
    }
    for (int pair = 0; pair < of.length; pair++) {
      int n = Arrays.binarySearch(read, from[pair]);
      if (of[pair] == first) {
        found[0][n] = weights[pair];
      }
      if (of[pair] == second) {
        found[1][n] = weights[pair];
      }
    }
    int[] runs = Arrays.stream(read).map(map -> map * source.mapStride()).toArray();
    return new SimdPair(first, second, runs, found[0], found[1]);
  }
}
