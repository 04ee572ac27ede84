package io.github.lenetcl.compute.cpu;

/**
 * A step down the gradient, w ← w − rate·g, a rate for each parameter. A value that would not be
 * finite is kept.
 *
 * @param w the parameters
 * @param g the gradient
 * @param rates the rates
 * @param next a place to work in, of a slice for each thread
 */
record Step(float[] w, float[] g, float[] rates, float[] next) {

  /** Parameters that are changed at once. */
  static final int SLICE = 2048;

  /** Changes all parameters and returns whether every new value was finite. */
  boolean all() {
    return slices(0, w.length, 0);
  }

  /**
   * Changes the parameters in a range, so few at a time that they stay in the nearest cache, and
   * returns whether every new value was finite. Several threads may do so at once.
   *
   * @param part which of the threads' places to work in is taken
   */
  boolean slices(int from, int to, int part) {
    boolean good = true;
    for (int k = from; k < to; k += SLICE) {
      int count = Math.min(SLICE, to - k);
      descend(w, g, rates, k, next, part * SLICE, count);
      if (isFinite(next, part * SLICE, count)) {
        System.arraycopy(next, part * SLICE, w, k, count);
      } else {
        good &= range(k, k + count);
      }
    }
    return good;
  }

  private static void descend(
      float[] w, float[] g, float[] rates, int at, float[] next, int to, int count) {
    for (int k = 0; k < count; k++) {
      next[to + k] = w[at + k] - rates[at + k] * g[at + k];
    }
  }

  /** Zero times a value is zero, or not a number. Eight sums side by side take less time. */
  static boolean isFinite(float[] values, int at, int count) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int k = at;
    int end = at + count;
    for (; k + 7 < end; k += 8) {
      s0 += 0 * values[k];
      s1 += 0 * values[k + 1];
      s2 += 0 * values[k + 2];
      s3 += 0 * values[k + 3];
      s4 += 0 * values[k + 4];
      s5 += 0 * values[k + 5];
      s6 += 0 * values[k + 6];
      s7 += 0 * values[k + 7];
    }
    for (; k < end; k++) {
      s0 += 0 * values[k];
    }
    return s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 == 0;
  }

  /** Changes the parameters in a range and returns whether every new value was finite. */
  boolean range(int from, int to) {
    boolean good = true;
    for (int k = from; k < to; k++) {
      float value = w[k] - rates[k] * g[k];
      boolean finite = Math.abs(value) <= Float.MAX_VALUE;
      w[k] = finite ? value : w[k];
      good &= finite;
    }
    return good;
  }
}
