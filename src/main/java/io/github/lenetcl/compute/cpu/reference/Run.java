package io.github.lenetcl.compute.cpu.reference;

/**
 * Arithmetic on whole arrays, all at the same index: the form of loop that the JIT compiler turns
 * into vector instructions.
 */
public final class Run {

  private Run() {}

  /** Adds weight·a to the sum. */
  static void add(float[] sum, float weight, float[] a) {
    for (int t = 0; t < sum.length; t++) {
      sum[t] += weight * a[t];
    }
  }

  /** Squares each value. */
  static void square(float[] a) {
    for (int t = 0; t < a.length; t++) {
      a[t] *= a[t];
    }
  }

  /** Returns Σ a·b: eight sums side by side, so that no chain of additions is long. */
  static float dot(float[] a, float[] b) {
    return dot(a, 0, b);
  }

  /** Returns Σ a·b with the values of a from a place on. */
  static float dot(float[] a, int aAt, float[] b) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int t = 0;
    for (; t + 7 < b.length; t += 8) {
      s0 += a[aAt + t] * b[t];
      s1 += a[aAt + t + 1] * b[t + 1];
      s2 += a[aAt + t + 2] * b[t + 2];
      s3 += a[aAt + t + 3] * b[t + 3];
      s4 += a[aAt + t + 4] * b[t + 4];
      s5 += a[aAt + t + 5] * b[t + 5];
      s6 += a[aAt + t + 6] * b[t + 6];
      s7 += a[aAt + t + 7] * b[t + 7];
    }
    for (; t < b.length; t++) {
      s0 += a[aAt + t] * b[t];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }
}
