package io.github.lenetcl.experiment;

import java.util.Locale;

/** Numbers as texts, the same in every locale. */
final class Format {

  private Format() {}

  static String of(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }

  /** {@return a part from 0 to 1 in per cent, with all the digits that a test set can give} */
  static String percent(double part) {
    return of("%.4f", 100 * part);
  }

  /** {@return a number of any size in three digits} */
  static String number(double value) {
    return of("%.3g", value);
  }

  static String count(long value) {
    return of("%,d", value);
  }
}
