package io.github.lenetcl.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What was reached in each window, per second.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param least the smallest
 * @param most the largest
 * @param windows all, in the order of time
 */
public record Rates(double median, double least, double most, List<Double> windows) {

  /** Keeps a copy. */
  public Rates {
    windows = List.copyOf(windows);
  }

  /**
   * {@return the rates of some windows}
   *
   * @param windows at least one, in the order of time
   */
  public static Rates of(double... windows) {
    double[] sorted = windows.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Rates(
        median, sorted[0], sorted[sorted.length - 1], Arrays.stream(windows).boxed().toList());
  }

  /**
   * {@return how many times as fast this was, window by window: what made the machine slow for a
   * while is in both of a pair, as they were measured one after the other}
   *
   * @param other the rates of as many windows
   */
  public Rates ratioTo(Rates other) {
    if (windows.size() != other.windows.size()) {
      throw new IllegalArgumentException(
          "ratio of " + windows.size() + " windows to " + other.windows.size());
    }
    return of(
        IntStream.range(0, windows.size())
            .mapToDouble(i -> windows.get(i) / other.windows.get(i))
            .toArray());
  }
}
