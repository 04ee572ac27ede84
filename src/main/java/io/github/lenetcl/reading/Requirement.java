package io.github.lenetcl.reading;

import io.github.lenetcl.reading.graph.Automaton;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a grammar asks for has to be what a reader can see. */
final class Requirement {

  private Requirement() {}

  /**
   * Refuses a grammar with characters that are neither classes nor known marks.
   *
   * @throws IllegalArgumentException naming them, and what there is
   */
  static void check(Optional<Automaton> grammar, LineReader reader) {
    Set<Integer> known = reader.symbols();
    int[] unseen =
        grammar.stream()
            .flatMapToInt(asked -> IntStream.of(asked.symbols()))
            .filter(symbol -> !known.contains(symbol))
            .toArray();
    if (unseen.length > 0) {
      throw new IllegalArgumentException(
          "pattern: it asks for "
              + IntStream.of(unseen).mapToObj(Requirement::quoted).collect(Collectors.joining(" "))
              + ", which cannot be seen here, wanted of "
              + known.stream().map(Requirement::quoted).collect(Collectors.joining(" ")));
    }
  }

  private static String quoted(int symbol) {
    return symbol == ' ' ? "' '" : Character.toString(symbol);
  }
}
