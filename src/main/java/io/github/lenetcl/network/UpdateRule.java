package io.github.lenetcl.network;

/**
 * How a gradient g (the mean over the samples of the update) changes the parameters w, value by
 * value.
 */
public sealed interface UpdateRule {

  /**
   * {@return this rule with another step}
   *
   * @param rate the step; η of {@link LevenbergMarquardt}
   */
  UpdateRule withRate(float rate);

  /**
   * {@return this rule after some updates by it}
   *
   * @param made how many updates
   */
  default UpdateRule after(int made) {
    return this;
  }

  /**
   * {@return this rule with the penalty β·Σw² on the weights}
   *
   * @param beta β, above 0
   */
  default UpdateRule withL2(float beta) {
    return new Penalized(Penalty.L2, beta, this);
  }

  /**
   * {@return this rule with the penalty β·Σ|w| on the weights}
   *
   * @param beta β, above 0
   */
  default UpdateRule withL1(float beta) {
    return new Penalized(Penalty.L1, beta, this);
  }

  /**
   * {@return this rule with gradients of at most some length, all parameters together}
   *
   * @param norm the greatest norm, above 0
   */
  default UpdateRule clippedTo(float norm) {
    return new Clipped(norm, this);
  }

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

    @Override
    public GradientDescent withRate(float other) {
      return new GradientDescent(other);
    }
  }

  /**
   * Gradient descent with momentum: v ← momentum·v + g, w ← w − rate·v.
   *
   * @param rate the step
   * @param momentum the part of the last step that is kept, at least 0 and below 1
   * @param nesterov whether to look ahead (Nesterov): w ← w − rate·(momentum·v + g)
   */
  record Momentum(float rate, float momentum, boolean nesterov) implements UpdateRule {

    /**
     * Momentum as it was first.
     *
     * @param rate the step
     * @param momentum the part of the last step that is kept, at least 0 and below 1
     */
    public Momentum(float rate, float momentum) {
      this(rate, momentum, false);
    }

    /** Checks the rate and the momentum. */
    public Momentum {
      requirePositive("rate", rate);
      requirePart("momentum", momentum);
    }

    @Override
    public Momentum withRate(float other) {
      return new Momentum(other, momentum, nesterov);
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

    @Override
    public LevenbergMarquardt withRate(float other) {
      return new LevenbergMarquardt(other, mu);
    }
  }

  /**
   * Adam (Kingma and Ba 2015): m ← β1·m + (1 − β1)·g, v ← β2·v + (1 − β2)·g², w ← w − rate·m̂/(√v̂
   * + ε), with m̂ = m/(1 − β1^t) and v̂ = v/(1 − β2^t) in the t-th update. m is kept in {@code
   * VELOCITY} and v in {@code SQUARES}.
   *
   * @param rate the step
   * @param beta1 β1, at least 0 and below 1
   * @param beta2 β2, at least 0 and below 1
   * @param epsilon ε
   * @param updates how many updates were made before; within one call of train it counts on
   */
  record Adam(float rate, float beta1, float beta2, float epsilon, int updates)
      implements UpdateRule {

    /** Checks the constants. */
    public Adam {
      requirePositive("rate", rate);
      requirePositive("epsilon", epsilon);
      requirePart("beta1", beta1);
      requirePart("beta2", beta2);
      if (updates < 0) {
        throw new IllegalArgumentException("updates " + updates + ", wanted at least 0");
      }
    }

    /**
     * The constants that its authors recommend: β1 = 0.9, β2 = 0.999, ε = 1e-8.
     *
     * @param rate the step; theirs is 0.001
     * @param updates how many updates were made before
     */
    public Adam(float rate, int updates) {
      this(rate, 0.9f, 0.999f, 1e-8f, updates);
    }

    /**
     * The constants that its authors recommend, before the first update.
     *
     * @param rate the step; theirs is 0.001
     */
    public Adam(float rate) {
      this(rate, 0);
    }

    @Override
    public Adam withRate(float other) {
      return new Adam(other, beta1, beta2, epsilon, updates);
    }

    @Override
    public Adam after(int made) {
      return new Adam(rate, beta1, beta2, epsilon, Math.addExact(updates, made));
    }

    /** {@return rate/(1 − β1^t): the step by m in the next update} */
    public float step() {
      return (float) (rate / (1 - Math.pow(beta1, updates + 1.0)));
    }

    /** {@return 1/(1 − β2^t): what v is multiplied by in the next update} */
    public float growth() {
      return (float) (1 / (1 - Math.pow(beta2, updates + 1.0)));
    }
  }

  /**
   * Structural risk, E + β·H(W): before the rule β·∂H/∂w is added to the gradient of every weight.
   * Biases, the coefficients of subsampling and the centres of radial basis functions are no
   * weights.
   *
   * @param penalty H
   * @param beta β, above 0
   * @param rule the rule
   */
  record Penalized(Penalty penalty, float beta, UpdateRule rule) implements UpdateRule {

    /** Checks β. */
    public Penalized {
      requirePositive("beta", beta);
    }

    @Override
    public Penalized withRate(float other) {
      return new Penalized(penalty, beta, rule.withRate(other));
    }

    @Override
    public Penalized after(int made) {
      return new Penalized(penalty, beta, rule.after(made));
    }
  }

  /**
   * Gradient clipping: where the norm of the gradient of all parameters is greater, the gradient is
   * made as long as that before the rule.
   *
   * @param norm the greatest norm
   * @param rule the rule
   */
  record Clipped(float norm, UpdateRule rule) implements UpdateRule {

    /** Checks the norm. */
    public Clipped {
      requirePositive("norm", norm);
    }

    @Override
    public Clipped withRate(float other) {
      return new Clipped(norm, rule.withRate(other));
    }

    @Override
    public Clipped after(int made) {
      return new Clipped(norm, rule.after(made));
    }
  }

  /** The penalty H on the weights. */
  enum Penalty {
    /** H = Σ|w|; its derivative at 0 is 0. */
    L1,
    /** H = Σw². */
    L2
  }

  private static void requirePart(String name, float value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " " + value + ", wanted at least 0 and below 1");
    }
  }

  private static void requirePositive(String name, float value) {
    if (!(value > 0 && value < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " " + value + ", wanted a number above 0");
    }
  }
}
