package io.github.lenetcl.network;

/**
 * What is minimised: a function of the penalties y of the output layer and the label D, and its
 * mean over patterns.
 *
 * <p>Every loss is multiplied by its scale s, and so are its derivatives. The paper does not say
 * how E is scaled; with the step η/(μ + h) of stochastic diagonal Levenberg-Marquardt a scale of s
 * acts like μ/s.
 */
public sealed interface Loss {

  /** {@return the factor s on the loss} */
  float scale();

  /**
   * Equation (8), mean squared error: E = s·y_D, the penalty of the right class.
   *
   * @param scale s, above 0
   */
  record MeanSquaredError(float scale) implements Loss {

    /** Checks the scale. */
    public MeanSquaredError {
      requireScale(scale);
    }
  }

  /**
   * Equation (9), maximum a posteriori: E = s·(y_D + log(e^−j + Σ_i e^−y_i)), where e^−j stands for
   * a rubbish class.
   *
   * @param j the penalty of the rubbish class, above 0
   * @param scale s, above 0
   */
  record MaximumAPosteriori(float j, float scale) implements Loss {

    /** Checks the constants. */
    public MaximumAPosteriori {
      requireScale(scale);
      if (!(j > 0 && j < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("MAP loss: j = " + j + ", wanted a number above 0");
      }
    }
  }

  private static void requireScale(float scale) {
    if (!(scale > 0 && scale < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("loss: scale " + scale + ", wanted a number above 0");
    }
  }
}
