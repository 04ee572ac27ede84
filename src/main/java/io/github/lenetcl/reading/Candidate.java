package io.github.lenetcl.reading;

import java.util.List;

/**
 * What a line may say.
 *
 * @param text what it says
 * @param penalty the penalty of the best path that reads it
 * @param share the share of all paths, by e^−penalty, that read it: 0 to 1
 * @param symbols the characters along its best path
 */
public record Candidate(String text, double penalty, double share, List<Symbol> symbols) {

  /** Copies the list. */
  public Candidate {
    symbols = List.copyOf(symbols);
  }
}
