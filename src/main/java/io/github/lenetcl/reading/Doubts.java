package io.github.lenetcl.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The readings of too little confidence, and what replaces them. */
final class Doubts {

  private final List<Reading> readings;

  /** Which of the readings are in doubt. */
  private final int[] places;

  private Doubts(List<Reading> readings, int[] places) {
    this.readings = readings;
    this.places = places;
  }

  static Doubts below(double confidence, List<Reading> readings) {
    int[] places =
        IntStream.range(0, readings.size())
            .filter(i -> readings.get(i).confidence() < confidence)
            .toArray();
    return new Doubts(readings, places);
  }

  boolean none() {
    return places.length == 0;
  }

  /** Of something that there is for each reading, returns that of those in doubt. */
  <T> List<T> of(List<T> all) {
    return IntStream.of(places).mapToObj(all::get).toList();
  }

  /** Returns all readings, those in doubt replaced by better ones. */
  List<Reading> replacedBy(List<Reading> better) {
    List<Reading> all = new ArrayList<>(readings);
    for (int i = 0; i < places.length; i++) {
      all.set(places[i], better.get(i));
    }
    return all;
  }
}
