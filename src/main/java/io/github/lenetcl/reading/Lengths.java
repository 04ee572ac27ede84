package io.github.lenetcl.reading;

import io.github.lenetcl.reading.graph.Automaton;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

/** How long the texts of a grammar are. */
final class Lengths {

  private Lengths() {}

  /** Returns the length of all texts that a grammar accepts, if they have the same. */
  static OptionalInt only(Automaton grammar) {
    OptionalInt only = OptionalInt.empty();
    Set<Integer> states = Set.of(0);
    for (int length = 0; length <= grammar.states() && !states.isEmpty(); length++) {
      if (states.stream().anyMatch(grammar::accepts)) {
        if (only.isPresent()) {
          return OptionalInt.empty();
        }
        only = OptionalInt.of(length);
      }
      Set<Integer> next = new HashSet<>();
      for (int state : states) {
        for (int symbol : grammar.symbols()) {
          int after = grammar.next(state, symbol);
          if (after >= 0) {
            next.add(after);
          }
        }
      }
      states = next;
    }
    return only;
  }
}
