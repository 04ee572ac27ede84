package io.github.lenetcl.cli.terminal;

import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.evaluation.Evaluation;
import java.util.Locale;

/**
 * Misread images, told in one form everywhere.
 *
 * @param errors how many were misread
 * @param samples of how many
 */
public record ErrorRate(int errors, int samples) {

  public static ErrorRate of(Tally tally) {
    return new ErrorRate(tally.errors(), tally.samples());
  }

  public static ErrorRate of(Evaluation evaluation) {
    return new ErrorRate(evaluation.errors(), evaluation.samples());
  }

  /** Returns the misread part, 0 to 1. */
  public double rate() {
    return (double) errors / samples;
  }

  /** Returns, for example, {@code 0.95 % (95 of 10000)}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f %% (%d of %d)", 100 * rate(), errors, samples);
  }
}
