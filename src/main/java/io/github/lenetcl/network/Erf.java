package io.github.lenetcl.network;

/**
 * The error function of {@link Pointwise.Function#GELU}, which the standard library does not have.
 */
public final class Erf {

  /** Below this the series is short and its terms are small beside the sum. */
  private static final double SERIES = 2;

  /** Beyond this the complement is below the least number of a float. */
  private static final double LAST = 10;

  private static final int TERMS = 60;

  private Erf() {}

  /**
   * {@return 1 − erf(x), within a relative 1e-12 (Abramowitz and Stegun 7.1.6, 7.1.14)}
   *
   * @param x any number
   */
  public static double complement(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    double size = Math.abs(x);
    double complement = size < SERIES ? 1 - series(size) : size < LAST ? fraction(size) : 0;
    return x < 0 ? 2 - complement : complement;
  }

  /** 2/√π·e^−x²·Σ 2^n·x^(2n+1)/(1·3·…·(2n+1)): all terms are positive. */
  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; term > sum * 1e-17; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }

  /** e^−x²/√π divided by x + (1/2)/(x + 1/(x + (3/2)/(x + …))), from its end. */
  private static double fraction(double x) {
    double below = x;
    for (int n = TERMS; n > 0; n--) {
      below = x + n / 2.0 / below;
    }
    return Math.exp(-x * x) / Math.sqrt(Math.PI) / below;
  }
}
