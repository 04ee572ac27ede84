package io.github.lenetcl.reading;

import io.github.lenetcl.reading.graph.Automaton;
import java.util.Optional;

/**
 * What is asked of a reader.
 *
 * @param grammar what a line may say, where that is known
 * @param candidates how many different texts are wanted, 1 to 1000
 */
public record ReadingOptions(Optional<Automaton> grammar, int candidates) {

  /** The best text, whatever it is. */
  public static final ReadingOptions ANY = new ReadingOptions(Optional.empty(), 1);

  /** Checks the range. */
  public ReadingOptions {
    if (candidates < 1 || candidates > 1000) {
      throw new IllegalArgumentException(
          "reading: " + candidates + " candidates, wanted 1 to 1000");
    }
  }

  /**
   * {@return the best text of a grammar}
   *
   * @param grammar what a line may say
   */
  public static ReadingOptions of(Automaton grammar) {
    return new ReadingOptions(Optional.of(grammar), 1);
  }
}
