package io.github.lenetcl.network;

/**
 * How a gradient g (the mean over the samples of the update) changes the parameters w, value by
 * value.
 */
public sealed interface UpdateRule {

  /**
   * Gradient descent: w ← w − rate·g.
   *
   * @param rate the step
   */
  record GradientDescent(float rate) implements UpdateRule {

    /** Checks the rate. */
    public GradientDescent {
      requirePositive("rate", rate);
    }
  }

  /**
   * Gradient descent with momentum: v ← momentum·v + g, w ← w − rate·v.
   *
   * @param rate the step
   * @param momentum the part of the last step that is kept, at least 0 and below 1
   */
  record Momentum(float rate, float momentum) implements UpdateRule {

    /** Checks the rate and the momentum. */
    public Momentum {
      requirePositive("rate", rate);
      if (!(momentum >= 0 && momentum < 1)) {
        throw new IllegalArgumentException(
            "momentum " + momentum + ", wanted at least 0 and below 1");
      }
    }
  }

  /**
   * Stochastic diagonal Levenberg-Marquardt: w ← w − η/(μ + h)·g, with h the diagonal second
   * derivatives that the plan holds (Appendix C).
   *
   * @param eta η, the global rate
   * @param mu μ, which bounds the step where h is small
   */
  record LevenbergMarquardt(float eta, float mu) implements UpdateRule {

    /** Checks the constants. */
    public LevenbergMarquardt {
      requirePositive("eta", eta);
      requirePositive("mu", mu);
    }
  }

  private static void requirePositive(String name, float value) {
    if (!(value > 0 && value < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " " + value + ", wanted a number above 0");
    }
  }
}
