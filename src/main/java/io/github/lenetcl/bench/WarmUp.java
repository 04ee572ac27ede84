package io.github.lenetcl.bench;

import java.util.function.DoubleSupplier;

/**
 * Brings something to its speed: a Java method is interpreted first, and compiled in between, at a
 * moment that depends on how busy the machine is.
 */
final class WarmUp {

  /** Less than this between two runs is no gain. */
  private static final double GAIN = 1.1;

  private static final int MOST_RUNS = 20;

  private WarmUp() {}

  /**
   * Runs at least twice, and on until it gets no faster.
   *
   * @param run runs for a while and returns its rate
   */
  static void untilNoFaster(DoubleSupplier run) {
    double best = 0;
    for (int i = 0; i < MOST_RUNS; i++) {
      double rate = run.getAsDouble();
      if (rate < GAIN * best) {
        return;
      }
      best = rate;
    }
  }
}
