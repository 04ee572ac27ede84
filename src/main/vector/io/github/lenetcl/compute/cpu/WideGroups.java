package io.github.lenetcl.compute.cpu;

import java.util.ArrayList;
import java.util.List;

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

  /** Six are three and three, nine three times three: no lane of work is lost. */
  private static int size(int left) {
    if (WideTiles.MOST_MAPS == 2) {
      return 2;
    }
    return left == 3 || left == 6 || left == 9 || left == 5 || left < 3
        ? Math.min(3, Math.max(2, left))
        : 4;
  }
}
