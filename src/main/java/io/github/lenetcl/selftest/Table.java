package io.github.lenetcl.selftest;

import java.util.List;
import java.util.stream.Stream;

/**
 * The cases: batches of one and of no multiple of anything, single maps, odd sides, windows that do
 * not divide, partial connection tables, several positions. With {@code small} only what a
 * simulator does in about a minute.
 */
final class Table {

  private Table() {}

  static List<Group> groups(boolean small) {
    return Stream.of(
            new InputCases(small).groups(),
            new LayerCases(small).groups(),
            new WindowCases(small).groups(),
            new LossCases(small).groups(),
            new NetworkCases(small).groups())
        .flatMap(List::stream)
        .toList();
  }
}
