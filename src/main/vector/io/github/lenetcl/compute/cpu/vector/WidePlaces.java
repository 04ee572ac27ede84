package io.github.lenetcl.compute.cpu.vector;

import java.util.Arrays;

/**
 * Places that are computed, the last one repeated until tiles divide them.
 *
 * @param from where each reads
 * @param to where each writes
 * @param count how many there are without those that are computed twice
 */
record WidePlaces(int[] from, int[] to, int count) {

  static WidePlaces of(int[] from, int[] to) {
    return new WidePlaces(filledUp(from), filledUp(to), from.length);
  }

  private static int[] filledUp(int[] places) {
    int most = WideTiles.MOST_PLACES;
    int[] filled = Arrays.copyOf(places, (places.length + most - 1) / most * most);
    Arrays.fill(filled, places.length, filled.length, places[places.length - 1]);
    return filled;
  }
}
