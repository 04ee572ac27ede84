package io.github.lenetcl.reading;

import java.util.List;
import java.util.Optional;

/**
 * What was read in a line.
 *
 * @param candidates the best texts, no two alike, by their shares; none where no path is accepted
 * @param confidence the share of the best text: 0 to 1
 */
public record Reading(List<Candidate> candidates, double confidence) {

  /** Copies the list. */
  public Reading {
    candidates = List.copyOf(candidates);
  }

  /** {@return the best candidate, if there is one} */
  public Optional<Candidate> best() {
    return candidates.stream().findFirst();
  }

  /** {@return the best text; empty where nothing is read} */
  public String text() {
    return best().map(Candidate::text).orElse("");
  }

  /**
   * {@return this, or nothing read where the confidence is below a threshold}
   *
   * @param threshold the least confidence that is enough
   */
  public Reading orRejected(double threshold) {
    return confidence >= threshold ? this : new Reading(List.of(), confidence);
  }
}
