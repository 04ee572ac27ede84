package io.github.lenetcl.compute.cpu;

/**
 * A step down the gradient, w ← w − rate·g, a rate for each parameter. A value that would not be
 * finite is kept. Arrays are equally long.
 *
 * @param w the parameters
 * @param g the gradient
 * @param rates the rates
 * @param next an array to work in
 */
record Step(float[] w, float[] g, float[] rates, float[] next) {

  /** Changes all parameters and returns whether every new value was finite. */
  boolean all() {
    descend(w, g, rates, next);
    if (!isFinite(next)) {
      return range(0, w.length);
    }
    System.arraycopy(next, 0, w, 0, w.length);
    return true;
  }

  private static void descend(float[] w, float[] g, float[] rates, float[] next) {
    for (int k = 0; k < w.length; k++) {
      next[k] = w[k] - rates[k] * g[k];
    }
  }

  /** Zero times a value is zero, or not a number. Eight sums side by side take less time. */
  private static boolean isFinite(float[] values) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int k = 0;
    for (; k + 7 < values.length; k += 8) {
      s0 += 0 * values[k];
      s1 += 0 * values[k + 1];
      s2 += 0 * values[k + 2];
      s3 += 0 * values[k + 3];
      s4 += 0 * values[k + 4];
      s5 += 0 * values[k + 5];
      s6 += 0 * values[k + 6];
      s7 += 0 * values[k + 7];
    }
    for (; k < values.length; k++) {
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
