package io.github.lenetcl.oracle;

/** Small sums over vectors. */
public final class OracleMath {

  private OracleMath() {}

  /**
   * Returns ‖actual − expected‖ / ‖expected‖.
   *
   * @param expected the right values
   * @param actual what was found
   */
  public static double relativeL2(double[] expected, double[] actual) {
    if (expected.length != actual.length) {
      throw new IllegalArgumentException(actual.length + " values, wanted " + expected.length);
    }
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < expected.length; i++) {
      difference += (actual[i] - expected[i]) * (actual[i] - expected[i]);
      norm += expected[i] * expected[i];
    }
    return Math.sqrt(difference / norm);
  }

  /**
   * Returns the same numbers in double precision.
   *
   * @param values numbers
   */
  public static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  /**
   * Returns the same numbers, rounded to single precision.
   *
   * @param values numbers
   */
  public static float[] narrow(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }
}
