package io.github.lenetcl.compute.cpu.vector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Maps that a convolution computes together, so that what they read is loaded once.
 *
 * @param maps the maps; where they are fewer than a tile takes the last is repeated, which computes
 *     the same again
 */
record WideGroups(int[] maps) {

  /**
   * Divides maps into groups.
   *
   * @param size how many maps the next group has where so many are left
   */
  static List<WideGroups> of(int[] maps, IntUnaryOperator size) {
    List<WideGroups> groups = new ArrayList<>();
    int group;
    for (int next = 0; next < maps.length; next += group) {
      group = size.applyAsInt(maps.length - next);
      int first = next;
      groups.add(
          new WideGroups(
              IntStream.range(first, first + group)
                  .map(m -> maps[Math.min(m, maps.length - 1)])
                  .toArray()));
    }
    return List.copyOf(groups);
  }

  /**
   * Divides maps into groups that read much the same: what one of a group reads, is computed for
   * all.
   *
   * @param count how many maps
   * @param reads the maps that a map reads
   * @param size how many maps the next group has where so many are left
   */
  static List<WideGroups> alike(int count, IntFunction<int[]> reads, IntUnaryOperator size) {
    List<Integer> left = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    int[] order = new int[count];
    int next = 0;
    while (!left.isEmpty()) {
      int group = Math.min(size.applyAsInt(left.size()), left.size());
      Set<Integer> seen = new HashSet<>();
      for (int n = 0; n < group; n++) {
        Integer best =
            Collections.min(left, Comparator.comparingInt(map -> more(seen, reads.apply(map))));
        left.remove(best);
        order[next++] = best;
        IntStream.of(reads.apply(best)).forEach(seen::add);
      }
    }
    return of(order, size);
  }

  /** Returns how many pairs of a map and one that it reads groups compute, zeros included. */
  static long pairs(List<WideGroups> groups, IntFunction<int[]> reads) {
    return groups.stream()
        .mapToLong(group -> group.maps.length * (long) group.read(reads).length)
        .sum();
  }

  /** Returns the maps that some of the group read, ascending. */
  int[] read(IntFunction<int[]> reads) {
    return IntStream.of(maps)
        .flatMap(map -> IntStream.of(reads.apply(map)))
        .distinct()
        .sorted()
        .toArray();
  }

  private static int more(Set<Integer> seen, int[] read) {
    return (int) IntStream.of(read).filter(map -> !seen.contains(map)).count();
  }
}
