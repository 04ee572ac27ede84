package io.github.lenetcl.reading;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was read in a line.
 *
 * @param candidates the best texts, no two alike, by their shares; none where the line is blank,
 *     where no path is accepted, or where the line says something that was not asked for
 * @param confidence how likely the best text is right: 0 to 1; 0 where the line is blank
 * @param fit how likely it is that the line says something that was asked for, all of its ink
 *     explained: 0 to 1
 * @param seen what the line looks like whatever was asked for: with marks, a blank for a gap
 *     several digits wide, and U+FFFD for ink that is nothing known; empty where the line is blank
 */
public record Reading(List<Candidate> candidates, double confidence, double fit, String seen) {

  /** Nothing: a line without ink. */
  public static final Reading BLANK = new Reading(List.of(), 0, 0, "");

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
    return confidence >= threshold ? this : new Reading(List.of(), confidence, fit, seen);
  }

  @Override
  public String toString() {
    String read = candidates.isEmpty() ? "nothing read" : text();
    String otherwise = seen.equals(text()) ? "" : ", seen " + seen;
    return String.format(Locale.ROOT, "%s, confidence %.3f%s", read, confidence, otherwise);
  }
}
