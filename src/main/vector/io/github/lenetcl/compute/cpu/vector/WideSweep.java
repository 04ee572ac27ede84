package io.github.lenetcl.compute.cpu.vector;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * Sums over the places of maps: what a convolution computes forward. Weights are kept in the order
 * in which the tiles take them.
 */
final class WideSweep {

  /**
   * Places that are computed.
   *
   * @param from where each reads; the last is repeated until tiles divide them, which computes the
   *     same again
   * @param to where each writes, likewise
   */
  record Places(int[] from, int[] to) {

    Places {
      from = filledUp(from);
      to = filledUp(to);
    }

    /** Returns how many tiles of four there are, which come first; the others have five. */
    int fours() {
      return fours(from.length);
    }

    /** As few places twice as may be, and then as few tiles. */
    private static int[] filledUp(int[] places) {
      int count = places.length;
      while (fours(count) < 0) {
        count++;
      }
      int[] filled = Arrays.copyOf(places, count);
      Arrays.fill(filled, places.length, count, places[places.length - 1]);
      return filled;
    }

    private static int fours(int count) {
      int least = WideTiles.LEAST_PLACES;
      for (int fours = 0; fours < WideTiles.PLACES && fours * least <= count; fours++) {
        if ((count - fours * least) % WideTiles.PLACES == 0) {
          return fours;
        }
      }
      return -1;
    }
  }

  private final List<WideGroups> groups;

  /** For each group where its weights read, from a place: one map after the other. */
  private final int[][] reads;

  private final Places places;
  private final int map;

  /** Where each packed weight stands in the parameters. */
  private final int[][] sources;

  private final float[][] packed;

  /** Which weights lie between two maps. */
  interface Pairs {

    /** Returns the maps that a map reads, ascending. */
    int[] read(int map);

    /** Returns where the weights begin between a map and one that it reads. */
    int weights(int map, int read);
  }

  /**
   * Makes the sums.
   *
   * @param maps how many maps are computed
   * @param pairs what they read
   * @param readMap from one map that is read to the next
   * @param map from one map that is computed to the next
   * @param taps for each tap where it reads, from the place
   * @param zero where a zero stands in the parameters
   */
  WideSweep(int maps, Pairs pairs, int readMap, int map, int[] taps, Places places, int zero) {
    this.map = map;
    this.places = places;
    groups = WideGroups.alike(maps, pairs::read);
    reads = new int[groups.size()][];
    sources = new int[groups.size()][];
    packed = new float[groups.size()][];
    for (int g = 0; g < reads.length; g++) {
      int[] members = groups.get(g).maps();
      int[] read =
          Arrays.stream(members)
              .flatMap(member -> Arrays.stream(pairs.read(member)))
              .distinct()
              .sorted()
              .toArray();
      IntBinaryOperator weights =
          (member, from) ->
              Arrays.binarySearch(pairs.read(member), from) < 0 ? -1 : pairs.weights(member, from);
      int[] reading =
          Arrays.stream(read)
              .flatMap(from -> Arrays.stream(taps).map(tap -> from * readMap + tap))
              .toArray();
      reads[g] = g > 0 && Arrays.equals(reading, reads[g - 1]) ? reads[g - 1] : reading;
      sources[g] = new int[read.length * taps.length * members.length];
      packed[g] = new float[sources[g].length];
      int next = 0;
      for (int from : read) {
        for (int k = 0; k < taps.length; k++) {
          for (int member : members) {
            int first = weights.applyAsInt(member, from);
            sources[g][next++] = first < 0 ? zero : first + k;
          }
        }
      }
    }
  }

  void prepare(float[] w) {
    for (int g = 0; g < packed.length; g++) {
      for (int n = 0; n < packed[g].length; n++) {
        packed[g][n] = w[sources[g][n]];
      }
    }
  }

  /** Computes all places of all maps. */
  void run(float[] x, float[] y, float[] bias) {
    int fours = places.fours() * WideTiles.LEAST_PLACES;
    int tile;
    for (int t = 0; t < places.from().length; t += tile) {
      tile = t < fours ? WideTiles.LEAST_PLACES : WideTiles.PLACES;
      for (int g = 0; g < packed.length; g++) {
        int[] members = groups.get(g).maps();
        WideTiles.sum(
            tile, y, map, members, places.to(), x, places.from(), t, reads[g], packed[g], bias);
      }
    }
  }
}
