package io.github.lenetcl.reading;

import java.util.List;

/**
 * What a line may say.
 *
 * @param text what it says
 * @param penalty the penalty of the best path that reads it
 * @param share how likely it is right, 0 to 1: its share of the accepted paths, by e^−penalty,
 *     times how likely the line says something that was asked for, calibrated
 * @param symbols the characters along its best path
 */
public record Candidate(String text, double penalty, double share, List<Symbol> symbols) {

  /** Copies the list. */
  public Candidate {
    symbols = List.copyOf(symbols);
  }
}
