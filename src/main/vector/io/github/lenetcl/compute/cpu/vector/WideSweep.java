package io.github.lenetcl.compute.cpu.vector;

import java.util.Arrays;
import java.util.List;

/**
 * Sums over the places of maps: what a convolution computes forward. Weights are kept in the order
 * in which the tiles take them.
 */
final class WideSweep implements WideForward {

  private final List<WideGroups> groups;

  /** For each group where its weights read, from a place: one map after the other. */
  private final int[][] reads;

  /** Where each packed weight stands in the parameters. */
  private final int[][] sources;

  private final float[][] packed;

  /**
   * Makes the sums.
   *
   * @param pairs what the maps read
   * @param readMap from one map that is read to the next
   * @param taps for each tap where it reads, from the place
   * @param zero where a zero stands in the parameters
   */
  WideSweep(WidePairs pairs, int readMap, int[] taps, int zero) {
    groups = groups(pairs);
    reads = new int[groups.size()][];
    sources = new int[groups.size()][];
    packed = new float[groups.size()][];
    for (int g = 0; g < reads.length; g++) {
      int[] members = groups.get(g).maps();
      int[] read = groups.get(g).read(pairs::of);
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
            int first = pairs.weights(member, from);
            sources[g][next++] = first < 0 ? zero : first + k;
          }
        }
      }
    }
  }

  @Override
  public String name() {
    int most = groups.stream().mapToInt(group -> group.maps().length).max().orElse(0);
    return "tiles of " + most + " maps";
  }

  @Override
  public void prepare(float[] w) {
    for (int g = 0; g < packed.length; g++) {
      Wide.gather(w, sources[g], packed[g]);
    }
  }

  /** Large groups, unless maps read so different ones that small groups have less to compute. */
  private static List<WideGroups> groups(WidePairs pairs) {
    int maps = pairs.maps().length;
    List<WideGroups> large = WideGroups.alike(maps, pairs::of, WideTiles::maps);
    List<WideGroups> small = WideGroups.alike(maps, pairs::of, WideTiles::fewMaps);
    return WideGroups.pairs(large, pairs::of) <= WideGroups.pairs(small, pairs::of) ? large : small;
  }

  /** Computes a few places for all maps, while the cache holds what they read. */
  @Override
  public void run(float[] x, float[] bias, WidePlaces places, float[] y, int map) {
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
