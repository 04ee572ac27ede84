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
   * Places that are computed, the last one repeated until tiles divide them.
   *
   * @param from where each reads
   * @param to where each writes
   * @param count how many there are without those that are computed twice
   */
  record Places(int[] from, int[] to, int count) {

    static Places of(int[] from, int[] to) {
      return new Places(filledUp(from), filledUp(to), from.length);
    }

    private static int[] filledUp(int[] places) {
      int most = WideTiles.MOST_PLACES;
      int[] filled = Arrays.copyOf(places, (places.length + most - 1) / most * most);
      Arrays.fill(filled, places.length, filled.length, places[places.length - 1]);
      return filled;
    }
  }

  private final List<WideGroups> groups;

  /** For each group where its weights read, from a place: one map after the other. */
  private final int[][] reads;

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
   * @param taps for each tap where it reads, from the place
   * @param zero where a zero stands in the parameters
   */
  WideSweep(int maps, Pairs pairs, int readMap, int[] taps, int zero) {
    groups = groups(maps, pairs);
    reads = new int[groups.size()][];
    sources = new int[groups.size()][];
    packed = new float[groups.size()][];
    for (int g = 0; g < reads.length; g++) {
      int[] members = groups.get(g).maps();
      int[] read = groups.get(g).read(pairs::read);
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

  /** Returns how many maps a tile takes, at most. */
  int mapsAtOnce() {
    return groups.stream().mapToInt(group -> group.maps().length).max().orElse(0);
  }

  void prepare(float[] w) {
    for (int g = 0; g < packed.length; g++) {
      Wide.gather(w, sources[g], packed[g]);
    }
  }

  /** Large groups, unless maps read so different ones that small groups have less to compute. */
  private static List<WideGroups> groups(int maps, Pairs pairs) {
    List<WideGroups> large = WideGroups.alike(maps, pairs::read, WideTiles::maps);
    List<WideGroups> small = WideGroups.alike(maps, pairs::read, WideTiles::fewMaps);
    return WideGroups.pairs(large, pairs::read) <= WideGroups.pairs(small, pairs::read)
        ? large
        : small;
  }

  /**
   * Computes some places of all maps: a few for all maps, while the cache holds what they read.
   *
   * @param map from one map that is computed to the next
   */
  void run(float[] x, float[] bias, Places places, float[] y, int map) {
    int[] to = places.to();
    int[] from = places.from();
    for (int some = 0; some < places.count(); some += WideTiles.MOST_PLACES) {
      int end = Math.min(some + WideTiles.MOST_PLACES, places.count());
      for (int g = 0; g < packed.length; g++) {
        int[] members = groups.get(g).maps();
        WideTiles.sum(x, from, reads[g], packed[g], bias, members, some, end, y, map, to);
      }
    }
  }
}
