package io.github.lenetcl.compute.cpu.reference;

/**
 * The hyperbolic tangent of a float: x·P(x²)/Q(x²), a minimax rational function with relative error
 * 1.4e-9 on |x| ≤ 9.02, evaluated in double, so that the result is within 0.53 ULP. Some ten times
 * faster than {@link Math#tanh}, without branches, and the same on every machine.
 */
public final class Tanh {

  /** Beyond 9.02 the nearest float to tanh(x) is ±1; up to here the function rounds to it too. */
  private static final float BOUND = 9.1f;

  private Tanh() {}

  static float tanh(float x) {
    return (float) ratio(clamp(x));
  }

  /**
   * Replaces values by amplitude·tanh(slope·x), step by step: the JIT compiler makes vector
   * instructions of loops of one kind of number, and of those that convert one kind to the other.
   *
   * @param scratch as long as the values
   */
  public static void scaled(
      float amplitude, float slope, float[] values, int from, int to, double[] scratch) {
    clamp(slope, values, from, to);
    widen(values, from, to, scratch);
    replaceByRatio(scratch, from, to);
    narrow(amplitude, scratch, from, to, values);
  }

  private static void clamp(float slope, float[] values, int from, int to) {
    for (int t = from; t < to; t++) {
      values[t] = clamp(slope * values[t]);
    }
  }

  private static void widen(float[] values, int from, int to, double[] wide) {
    for (int t = from; t < to; t++) {
      wide[t] = values[t];
    }
  }

  private static void replaceByRatio(double[] values, int from, int to) {
    for (int t = from; t < to; t++) {
      values[t] = ratio(values[t]);
    }
  }

  private static void narrow(float amplitude, double[] wide, int from, int to, float[] values) {
    for (int t = from; t < to; t++) {
      values[t] = amplitude * (float) wide[t];
    }
  }

  private static float clamp(float x) {
    return Math.max(-BOUND, Math.min(BOUND, x));
  }

  private static double ratio(double a) {
    double z = a * a;
    double p = -1.22030966988e-11;
    p = p * z + 3.05849669029e-8;
    p = p * z + 2.80075945594e-5;
    p = p * z + 0.00386833942115;
    p = p * z + 0.136799257462;
    p = p * z + 0.999999998734;
    double q = 1.28737091612e-6;
    q = q * z + 0.000393864810056;
    q = q * z + 0.0272458859185;
    q = q * z + 0.470132578297;
    q = q * z + 1.0;
    return a * p / q;
  }
}
