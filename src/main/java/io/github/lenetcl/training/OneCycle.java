package io.github.lenetcl.training;

import io.github.lenetcl.network.UpdateRule;

/**
 * Momentum with a rate that rises in a straight line over the first part of all passes and falls in
 * another to nearly nothing at their end.
 */
final class OneCycle {

  private static final float MOMENTUM = 0.95f;

  /** The part of the run over which the rate rises. */
  private static final double RISE = 0.1;

  /** The rate at both ends, as a part of the highest. */
  private static final double ENDS = 0.02;

  /** The rate is held for a fiftieth of a pass, so that such runs of steps go to a device whole. */
  private static final int HOLDS = 50;

  private OneCycle() {}

  /**
   * {@return how parameters change at a step}
   *
   * @param settings the highest rate and the number of passes
   * @param pass the pass, from 1
   * @param step the update within the pass, from 0
   * @param steps the number of updates in a pass
   */
  static UpdateRule rule(Settings settings, int pass, int step, int steps) {
    int hold = (int) ((long) step * HOLDS / steps);
    double done = (pass - 1 + (hold + 0.5) / HOLDS) / settings.passes();
    double height = done < RISE ? done / RISE : (1 - done) / (1 - RISE);
    double rate = settings.rate() * (ENDS + (1 - ENDS) * Math.max(0, height));
    return new UpdateRule.Momentum((float) rate, MOMENTUM);
  }
}
