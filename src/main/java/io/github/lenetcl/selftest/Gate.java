package io.github.lenetcl.selftest;

/**
 * How far an array may be from its reference.
 *
 * @param relativeL2 the largest ‖device − reference‖ / ‖reference‖; infinite: not measured
 * @param absolute what any value may be off by
 * @param relative what a value may be off by beyond that, as a share of its reference
 */
public record Gate(double relativeL2, double absolute, double relative) {

  /** One operation. */
  public static final Gate OPERATION = new Gate(1e-6, 1e-5, 1e-4);

  /** Whole networks, and losses after some steps. */
  static final Gate NETWORK = new Gate(1e-5, 1e-5, 1e-4);

  /** What is left where nearly everything cancels: only its size is bounded. */
  static final Gate CANCELLED = new Gate(Double.POSITIVE_INFINITY, 1e-5, 1e-4);

  /** Bit for bit. */
  static final Gate EXACT = new Gate(0, 0, 0);

  /** Compares two arrays. */
  Deviation compare(float[] actual, float[] expected) {
    if (actual.length != expected.length) {
      return Deviation.INFINITE;
    }
    double difference = 0;
    double norm = 0;
    double element = 0;
    for (int i = 0; i < actual.length; i++) {
      if (Float.floatToIntBits(actual[i]) == Float.floatToIntBits(expected[i])) {
        norm += square(expected[i]);
        continue;
      }
      double off = Math.abs((double) actual[i] - expected[i]);
      double share = off / (absolute + relative * Math.abs((double) expected[i]));
      if (!(share < Double.POSITIVE_INFINITY)) {
        return Deviation.INFINITE;
      }
      element = Math.max(element, share);
      difference += square(off);
      norm += square(expected[i]);
    }
    boolean measured = difference > 0 && relativeL2 < Double.POSITIVE_INFINITY;
    return new Deviation(measured ? Math.sqrt(difference / norm) : 0, element);
  }

  /**
   * {@return whether an array is as near to another as this gate wants}
   *
   * @param actual the array
   * @param expected its reference
   */
  public boolean admits(float[] actual, float[] expected) {
    return admits(compare(actual, expected));
  }

  /** Returns whether a deviation is within the gate. */
  boolean admits(Deviation deviation) {
    return deviation.relativeL2() <= relativeL2 && deviation.element() <= 1;
  }

  private static double square(double value) {
    return value * value;
  }
}
