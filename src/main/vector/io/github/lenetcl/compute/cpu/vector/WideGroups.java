package io.github.lenetcl.compute.cpu.vector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Maps that a convolution computes together, so that what they read is loaded once.
 *
 * @param maps the maps; where they are fewer than a tile takes the last is repeated, which computes
 *     the same again
 */
record WideGroups(int[] maps) {

  /** Divides maps into groups of four and three, or of two. */
  static List<WideGroups> of(int[] maps) {
    List<WideGroups> groups = new ArrayList<>();
    int next = 0;
    while (next < maps.length) {
      int size = size(maps.length - next);
      int[] group = new int[size];
      for (int m = 0; m < size; m++) {
        group[m] = maps[Math.min(next + m, maps.length - 1)];
      }
      groups.add(new WideGroups(group));
      next += size;
    }
    return List.copyOf(groups);
  }

  /**
   * Divides maps into groups that read much the same: what one of a group reads, is computed for
   * all.
   *
   * @param count how many maps
   * @param reads the maps that a map reads
   */
  static List<WideGroups> alike(int count, IntFunction<int[]> reads) {
    List<Integer> left = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    int[] order = new int[count];
    int next = 0;
    while (!left.isEmpty()) {
      int size = Math.min(size(left.size()), left.size());
      Set<Integer> seen = new HashSet<>();
      for (int n = 0; n < size; n++) {
        Integer best =
            Collections.min(left, Comparator.comparingInt(map -> more(seen, reads.apply(map))));
        left.remove(best);
        order[next++] = best;
        IntStream.of(reads.apply(best)).forEach(seen::add);
      }
    }
    return of(order);
  }

  private static int more(Set<Integer> seen, int[] read) {
    return (int) IntStream.of(read).filter(map -> !seen.contains(map)).count();
  }

  /** Six are three and three, nine three times three: no lane of work is lost. */
  private static int size(int left) {
    if (WideTiles.MOST_MAPS == 2) {
      return 2;
    }
    return left < 4 || left == 5 || left == 6 || left == 9 ? 3 : 4;
  }
}
