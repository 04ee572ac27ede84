package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.network.UpdateRule;

/** The update rules, value by value. A value that would not be finite is kept as it is. */
final class UpdateOperation {

  private UpdateOperation() {}

  /**
   * Changes the parameters.
   *
   * @param w parameters
   * @param g gradient
   * @param h diagonal second derivatives
   * @param v velocity
   * @return whether every new value was finite
   */
  static boolean update(UpdateRule rule, float[] w, float[] g, float[] h, float[] v) {
    if (rule instanceof UpdateRule.LevenbergMarquardt lm) {
      return levenbergMarquardt(lm.eta(), lm.mu(), w, g, h);
    }
    if (rule instanceof UpdateRule.Momentum momentum) {
      for (int k = 0; k < v.length; k++) {
        v[k] = momentum.momentum() * v[k] + g[k];
      }
      return descend(momentum.rate(), w, v);
    }
    return descend(((UpdateRule.GradientDescent) rule).rate(), w, g);
  }

  private static boolean descend(float rate, float[] w, float[] step) {
    boolean finite = true;
    for (int k = 0; k < w.length; k++) {
      float value = w[k] - rate * step[k];
      boolean good = Math.abs(value) <= Float.MAX_VALUE;
      w[k] = good ? value : w[k];
      finite &= good;
    }
    return finite;
  }

  private static boolean levenbergMarquardt(float eta, float mu, float[] w, float[] g, float[] h) {
    boolean finite = true;
    for (int k = 0; k < w.length; k++) {
      float value = w[k] - eta / (mu + h[k]) * g[k];
      boolean good = Math.abs(value) <= Float.MAX_VALUE;
      w[k] = good ? value : w[k];
      finite &= good;
    }
    return finite;
  }
}
