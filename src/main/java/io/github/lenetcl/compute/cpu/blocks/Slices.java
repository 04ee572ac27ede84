package io.github.lenetcl.compute.cpu.blocks;

/**
 * A change of some parameters by their gradient, so few at a time that all stays in the nearest
 * cache. Several threads may make such changes at once. A value that would not be finite is kept.
 */
public interface Slices {

  /** Parameters that are changed at once. */
  int SLICE = 2048;

  /**
   * Changes the parameters in a range and returns whether every new value was finite.
   *
   * @param gradient their gradient
   * @param at where it begins
   * @param from the first parameter
   * @param to the one behind the last
   * @param worker which of the threads this is: each has its place to work in
   */
  boolean change(float[] gradient, int at, int from, int to, int worker);

  /** Returns whether values are finite; eight sums side by side take less time. */
  static boolean isFinite(float[] values, int at, int count) {
    // Zero times a value is zero, or not a number.
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
}
