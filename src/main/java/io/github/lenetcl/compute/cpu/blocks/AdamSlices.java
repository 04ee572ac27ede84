package io.github.lenetcl.compute.cpu.blocks;

import io.github.lenetcl.network.UpdateRule;

/**
 * Steps of Adam. Where a new value or mean of squares would not be finite, all that belongs to the
 * parameter is kept.
 *
 * @param rule the constants
 * @param w the parameters
 * @param m the means of gradients
 * @param v the means of their squares
 * @param next a place to work in, of three slices for each thread
 */
record AdamSlices(UpdateRule.Adam rule, float[] w, float[] m, float[] v, float[] next)
    implements Slices {

  /** Slices that a thread works in. */
  static final int PLACES = 3;

  @Override
  public boolean change(float[] gradient, int at, int from, int to, int worker) {
    boolean good = true;
    int means = worker * PLACES * SLICE;
    int squares = means + SLICE;
    int values = squares + SLICE;
    for (int k = from; k < to; k += SLICE) {
      int count = Math.min(SLICE, to - k);
      compute(gradient, at + k - from, k, count, means, squares, values);
      if (Slices.isFinite(next, values, count) && Slices.isFinite(next, squares, count)) {
        System.arraycopy(next, means, m, k, count);
        System.arraycopy(next, squares, v, k, count);
        System.arraycopy(next, values, w, k, count);
      } else {
        good &= keepFinite(k, count, means, squares, values);
      }
    }
    return good;
  }

  private void compute(float[] g, int gAt, int at, int count, int means, int squares, int values) {
    mean(next, means, m, at, g, gAt, count, rule.beta1());
    square(next, squares, v, at, g, gAt, count, rule.beta2());
    float step = rule.step();
    float growth = rule.growth();
    value(next, values, means, squares, w, at, count, step, growth, rule.epsilon());
  }

  private static void mean(
      float[] next, int to, float[] m, int at, float[] g, int gAt, int count, float beta) {
    for (int k = 0; k < count; k++) {
      next[to + k] = beta * m[at + k] + (1 - beta) * g[gAt + k];
    }
  }

  private static void square(
      float[] next, int to, float[] v, int at, float[] g, int gAt, int count, float beta) {
    for (int k = 0; k < count; k++) {
      next[to + k] = beta * v[at + k] + (1 - beta) * g[gAt + k] * g[gAt + k];
    }
  }

  private static void value(
      float[] next,
      int to,
      int means,
      int squares,
      float[] w,
      int at,
      int count,
      float step,
      float growth,
      float epsilon) {
    for (int k = 0; k < count; k++) {
      float root = (float) Math.sqrt(next[squares + k] * growth);
      next[to + k] = w[at + k] - step * next[means + k] / (root + epsilon);
    }
  }

  private boolean keepFinite(int at, int count, int means, int squares, int values) {
    boolean all = true;
    for (int k = 0; k < count; k++) {
      boolean good =
          Math.abs(next[values + k]) <= Float.MAX_VALUE && next[squares + k] <= Float.MAX_VALUE;
      m[at + k] = good ? next[means + k] : m[at + k];
      v[at + k] = good ? next[squares + k] : v[at + k];
      w[at + k] = good ? next[values + k] : w[at + k];
      all &= good;
    }
    return all;
  }
}
