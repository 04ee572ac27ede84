package io.github.lenetcl.reading;

import java.util.List;

/**
 * What a line may say.
 *
 * @param text what it says
 * @param penalty the penalty of the best path that reads it
 * @param symbols the characters along that path
 */
public record Candidate(String text, double penalty, List<Symbol> symbols) {

  /** Copies the list. */
  public Candidate {
    symbols = List.copyOf(symbols);
  }
}
