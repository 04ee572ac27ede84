package io.github.lenetcl.selftest;

/**
 * How far an array is from its reference.
 *
 * @param relativeL2 ‖actual − expected‖ / ‖expected‖
 * @param element the largest deviation of a value as a share of what its gate allows
 */
record Deviation(double relativeL2, double element) {

  /** Of another length, or not a number where the reference is one. */
  static final Deviation INFINITE =
      new Deviation(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
}
