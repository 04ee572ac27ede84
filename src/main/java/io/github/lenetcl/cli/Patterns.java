package io.github.lenetcl.cli;

import io.github.lenetcl.reading.graph.Automaton;
import io.github.lenetcl.reading.graph.Grammars;

/** Grammars as users name them. */
final class Patterns {

  private Patterns() {}

  /**
   * Returns the grammar of a name or a pattern.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static Automaton named(String text) {
    return switch (text) {
      case "luhn" -> Grammars.luhn();
      case "date" -> Grammars.date();
      case "amount" -> Grammars.amount();
      default -> Grammars.pattern(text);
    };
  }
}
