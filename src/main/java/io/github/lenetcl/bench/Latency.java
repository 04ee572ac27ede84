package io.github.lenetcl.bench;

import java.util.Arrays;

/**
 * The time from one image, handed over as inputs, to its penalties.
 *
 * @param device the device's id
 * @param median half of the calls took no longer, in microseconds
 * @param percentile99 of a hundred calls 99 took no longer, in microseconds
 * @param least the shortest, in microseconds
 * @param calls how many calls were timed
 */
public record Latency(String device, double median, double percentile99, double least, int calls) {

  private static final double NANOS_PER_MICRO = 1e3;

  static Latency of(String device, long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Latency(
        device, quantile(sorted, 50), quantile(sorted, 99), quantile(sorted, 0), sorted.length);
  }

  /** Returns the smallest time that so many of a hundred do not exceed. */
  private static double quantile(long[] sorted, int percent) {
    int rank = (int) (((long) sorted.length * percent + 99) / 100);
    return sorted[Math.max(rank, 1) - 1] / NANOS_PER_MICRO;
  }
}
