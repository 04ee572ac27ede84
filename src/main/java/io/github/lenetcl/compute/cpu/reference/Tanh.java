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

  /** Returns the hyperbolic tangent of a value. */
  public static float tanh(float x) {
    return (float) ratio(clamp(x));
  }

  /** Values that are worked on at a time: as many as stay in the nearest cache. */
  private static final int RUN = 1024;

  private static final ThreadLocal<Near> NEAR = ThreadLocal.withInitial(Near::new);

  /** Where a run of values is worked on. */
  private static final class Near {
    private final float[] values = new float[RUN];
    private final float[] derivatives = new float[RUN];
    private final double[] wide = new double[RUN];
  }

  /**
   * Sets y to amplitude·tanh(slope·x), step by step: the JIT compiler makes vector instructions of
   * loops of one kind of number, and of those that convert one kind to the other.
   */
  static void scaled(
      float amplitude, float slope, float[] x, int xAt, float[] y, int yAt, int count) {
    Near near = NEAR.get();
    for (int done = 0; done < count; done += RUN) {
      int run = Math.min(RUN, count - done);
      System.arraycopy(x, xAt + done, near.values, 0, run);
      clamp(slope, near.values, run);
      widen(near.values, run, near.wide);
      replaceByRatio(near.wide, run);
      narrow(amplitude, near.wide, run, near.values);
      System.arraycopy(near.values, 0, y, yAt + done, run);
    }
  }

  /** Sets dx to dy times the slope amplitude·slope·(1 − (y/amplitude)²), which y gives. */
  static void scaledBack(
      float amplitude,
      float slope,
      float[] y,
      int yAt,
      float[] dy,
      int dyAt,
      float[] dx,
      int dxAt,
      int count) {
    Near near = NEAR.get();
    for (int done = 0; done < count; done += RUN) {
      int run = Math.min(RUN, count - done);
      System.arraycopy(y, yAt + done, near.values, 0, run);
      System.arraycopy(dy, dyAt + done, near.derivatives, 0, run);
      multiplyBySlope(amplitude, slope, near.values, run, near.derivatives);
      System.arraycopy(near.derivatives, 0, dx, dxAt + done, run);
    }
  }

  private static void multiplyBySlope(
      float amplitude, float slope, float[] values, int to, float[] derivatives) {
    for (int t = 0; t < to; t++) {
      float tanh = values[t] * (1 / amplitude);
      derivatives[t] = amplitude * slope * (1 - tanh * tanh) * derivatives[t];
    }
  }

  private static void clamp(float slope, float[] values, int to) {
    for (int t = 0; t < to; t++) {
      values[t] = clamp(slope * values[t]);
    }
  }

  private static void widen(float[] values, int to, double[] wide) {
    for (int t = 0; t < to; t++) {
      wide[t] = values[t];
    }
  }

  private static void replaceByRatio(double[] values, int to) {
    for (int t = 0; t < to; t++) {
      values[t] = ratio(values[t]);
    }
  }

  private static void narrow(float amplitude, double[] wide, int to, float[] values) {
    for (int t = 0; t < to; t++) {
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
