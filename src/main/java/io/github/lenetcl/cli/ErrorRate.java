package io.github.lenetcl.cli;

import java.util.Locale;

/** Writes an error rate in the one form in which the command ends. */
final class ErrorRate {

  private ErrorRate() {}

  /** Returns, for example, {@code test error 0.95 % (95 of 10000)}. */
  static String of(int errors, int samples, String name) {
    return String.format(
        Locale.ROOT, "%s %.2f %% (%d of %d)", name, 100.0 * errors / samples, errors, samples);
  }
}
