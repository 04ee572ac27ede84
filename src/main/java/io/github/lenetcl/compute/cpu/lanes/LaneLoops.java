package io.github.lenetcl.compute.cpu.lanes;

/**
 * The inner loops, in the form that the JIT compiler of Java 17 and of Java 25 makes vector
 * instructions of: one array stored to, every array met at the same index or a constant beyond it,
 * and no more than five weights or two products: with more the loop's body is too large.
 */
final class LaneLoops {

  /** Samples side by side. */
  static final int LANES = 32;

  /** Neighbouring weights of a kernel's row that a loop takes, at most. */
  static final int TAPS = 5;

  /** Where values begin in a row that is met before its first column too. */
  static final int START = (TAPS - 1) * LANES;

  private LaneLoops() {}

  /**
   * y[t] += Σ_q w[at + q]·x[t + q·LANES]: neighbouring weights of a kernel's row.
   *
   * @param taps how many: one, three or five
   */
  static void addTaps(float[] x, float[] w, int at, int taps, int from, int to, float[] y) {
    switch (taps) {
      case 1 -> addOne(x, w, at, from, to, y);
      case 3 -> addThree(x, w, at, from, to, y);
      default -> addFive(x, w, at, from, to, y);
    }
  }

  private static void addOne(float[] x, float[] w, int at, int from, int to, float[] y) {
    float w0 = w[at];
    for (int t = from; t < to; t++) {
      y[t] = y[t] + w0 * x[t];
    }
  }

  private static void addThree(float[] x, float[] w, int at, int from, int to, float[] y) {
    float w0 = w[at];
    float w1 = w[at + 1];
    float w2 = w[at + 2];
    for (int t = from; t < to; t++) {
      y[t] = y[t] + w0 * x[t] + w1 * x[t + LANES] + w2 * x[t + 2 * LANES];
    }
  }

  private static void addFive(float[] x, float[] w, int at, int from, int to, float[] y) {
    float w0 = w[at];
    float w1 = w[at + 1];
    float w2 = w[at + 2];
    float w3 = w[at + 3];
    float w4 = w[at + 4];
    for (int t = from; t < to; t++) {
      y[t] =
          y[t]
              + w0 * x[t]
              + w1 * x[t + LANES]
              + w2 * x[t + 2 * LANES]
              + w3 * x[t + 3 * LANES]
              + w4 * x[t + 4 * LANES];
    }
  }

  /** x[t] += Σ_q w[at + q]·y[t − q·LANES]: the way back. */
  static void addTapsBack(float[] y, float[] w, int at, int taps, int from, int to, float[] x) {
    switch (taps) {
      case 1 -> addOne(y, w, at, from, to, x);
      case 3 -> addThreeBack(y, w, at, from, to, x);
      default -> addFiveBack(y, w, at, from, to, x);
    }
  }

  private static void addThreeBack(float[] y, float[] w, int at, int from, int to, float[] x) {
    float w0 = w[at];
    float w1 = w[at + 1];
    float w2 = w[at + 2];
    for (int t = from; t < to; t++) {
      x[t] = x[t] + w0 * y[t] + w1 * y[t - LANES] + w2 * y[t - 2 * LANES];
    }
  }

  private static void addFiveBack(float[] y, float[] w, int at, int from, int to, float[] x) {
    float w0 = w[at];
    float w1 = w[at + 1];
    float w2 = w[at + 2];
    float w3 = w[at + 3];
    float w4 = w[at + 4];
    for (int t = from; t < to; t++) {
      x[t] =
          x[t]
              + w0 * y[t]
              + w1 * y[t - LANES]
              + w2 * y[t - 2 * LANES]
              + w3 * y[t - 3 * LANES]
              + w4 * y[t - 4 * LANES];
    }
  }

  /** sums[t] = start[t] + a[t]·x[t + q·LANES] + b[t]·y[t + q·LANES]: two rows of a gradient. */
  static void addProducts(
      float[] start,
      float[] x,
      float[] a,
      float[] y,
      float[] b,
      int q,
      int from,
      int to,
      float[] sums) {
    switch (q) {
      case 0 -> addProducts0(start, x, a, y, b, from, to, sums);
      case 1 -> addProducts1(start, x, a, y, b, from, to, sums);
      case 2 -> addProducts2(start, x, a, y, b, from, to, sums);
      case 3 -> addProducts3(start, x, a, y, b, from, to, sums);
      case 4 -> addProducts4(start, x, a, y, b, from, to, sums);
      default -> throw new IllegalArgumentException("shift " + q);
    }
  }

  private static void addProducts0(
      float[] start, float[] x, float[] a, float[] y, float[] b, int from, int to, float[] sums) {
    for (int t = from; t < to; t++) {
      sums[t] = start[t] + a[t] * x[t] + b[t] * y[t];
    }
  }

  private static void addProducts1(
      float[] start, float[] x, float[] a, float[] y, float[] b, int from, int to, float[] sums) {
    for (int t = from; t < to; t++) {
      sums[t] = start[t] + a[t] * x[t + LANES] + b[t] * y[t + LANES];
    }
  }

  private static void addProducts2(
      float[] start, float[] x, float[] a, float[] y, float[] b, int from, int to, float[] sums) {
    for (int t = from; t < to; t++) {
      sums[t] = start[t] + a[t] * x[t + 2 * LANES] + b[t] * y[t + 2 * LANES];
    }
  }

  private static void addProducts3(
      float[] start, float[] x, float[] a, float[] y, float[] b, int from, int to, float[] sums) {
    for (int t = from; t < to; t++) {
      sums[t] = start[t] + a[t] * x[t + 3 * LANES] + b[t] * y[t + 3 * LANES];
    }
  }

  private static void addProducts4(
      float[] start, float[] x, float[] a, float[] y, float[] b, int from, int to, float[] sums) {
    for (int t = from; t < to; t++) {
      sums[t] = start[t] + a[t] * x[t + 4 * LANES] + b[t] * y[t + 4 * LANES];
    }
  }

  /** sums[t] += a[t]. */
  static void add(float[] sums, float[] a, int from, int to) {
    for (int t = from; t < to; t++) {
      sums[t] += a[t];
    }
  }

  /** Returns the sum of a run: eight sums side by side, so that no chain of additions is long. */
  static float sum(float[] a, int from, int to) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    for (int t = from; t < to; t += 8) {
      s0 += a[t];
      s1 += a[t + 1];
      s2 += a[t + 2];
      s3 += a[t + 3];
      s4 += a[t + 4];
      s5 += a[t + 5];
      s6 += a[t + 6];
      s7 += a[t + 7];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }
}
