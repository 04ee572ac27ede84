package io.github.lenetcl.experiment;

import java.util.List;
import java.util.Locale;

/**
 * Values of several seeds, drawn together.
 *
 * @param mean their mean
 * @param least the smallest
 * @param most the largest
 * @param count how many there are
 */
record Spread(double mean, double least, double most, int count) {

  static Spread of(List<Double> values) {
    double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : all) {
      sum += value;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return new Spread(sum / all.length, least, most, all.length);
  }

  /** {@return these, which are parts from 0 to 1, in per cent} */
  Spread percent() {
    return new Spread(100 * mean, 100 * least, 100 * most, count);
  }

  /** {@return these, but none below a bound} */
  Spread atLeast(double bound) {
    return new Spread(Math.max(bound, mean), Math.max(bound, least), Math.max(bound, most), count);
  }

  /**
   * {@return the mean and, where there are several values, the smallest and the largest: {@code
   * 0.93 (0.90 to 0.95)}}
   *
   * @param form how a number is written, such as {@code %.2f}
   */
  String text(String form) {
    String value = String.format(Locale.ROOT, form, mean);
    return count == 1
        ? value
        : value + String.format(Locale.ROOT, " (" + form + " to " + form + ")", least, most);
  }
}
