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

  /** {@return the step; η of {@link LevenbergMarquardt}} */
  float rate();

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

    @Override
    public String toString() {
      return "gradient descent, rate " + rate;
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

    @Override
    public String toString() {
      return (nesterov ? "Nesterov's momentum " : "momentum ") + momentum + ", rate " + rate;
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
    public float rate() {
      return eta;
    }

    @Override
    public LevenbergMarquardt withRate(float other) {
      return new LevenbergMarquardt(other, mu);
    }

    @Override
    public String toString() {
      return "stochastic diagonal Levenberg-Marquardt, eta " + eta + ", mu " + mu;
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
   * @param corrected whether means are corrected for their start at 0; else m̂ = m and v̂ = v
   */
  record Adam(float rate, float beta1, float beta2, float epsilon, int updates, boolean corrected)
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
     * Adam as published, its means corrected.
     *
     * @param rate the step
     * @param beta1 β1, at least 0 and below 1
     * @param beta2 β2, at least 0 and below 1
     * @param epsilon ε
     * @param updates how many updates were made before
     */
    public Adam(float rate, float beta1, float beta2, float epsilon, int updates) {
      this(rate, beta1, beta2, epsilon, updates, true);
    }

    /**
     * {@return RMSProp (Tieleman and Hinton 2012), as PyTorch has it: v ← ρ·v + (1 − ρ)·g², w ← w −
     * rate·g/(√v + ε)} It is Adam without a mean of gradients and without corrections.
     *
     * @param rate the step
     * @param rho ρ, at least 0 and below 1
     * @param epsilon ε
     */
    public static Adam rmsProp(float rate, float rho, float epsilon) {
      return new Adam(rate, 0, rho, epsilon, 0, false);
    }

    /** {@return whether this is RMSProp} */
    public boolean isRmsProp() {
      return beta1 == 0 && !corrected;
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
      return new Adam(other, beta1, beta2, epsilon, updates, corrected);
    }

    @Override
    public Adam after(int made) {
      return new Adam(rate, beta1, beta2, epsilon, Math.addExact(updates, made), corrected);
    }

    /** {@return rate/(1 − β1^t): the step by m in the next update} */
    public float step() {
      return corrected ? (float) (rate / (1 - Math.pow(beta1, updates + 1.0))) : rate;
    }

    /** {@return 1/(1 − β2^t): what v is multiplied by in the next update} */
    public float growth() {
      return corrected ? (float) (1 / (1 - Math.pow(beta2, updates + 1.0))) : 1;
    }

    @Override
    public String toString() {
      String constants =
          isRmsProp() ? "RMSProp, rho " + beta2 : "Adam, beta1 " + beta1 + ", beta2 " + beta2;
      return constants + ", epsilon " + epsilon + ", rate " + rate;
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
    public float rate() {
      return rule.rate();
    }

    @Override
    public Penalized withRate(float other) {
      return new Penalized(penalty, beta, rule.withRate(other));
    }

    @Override
    public Penalized after(int made) {
      return new Penalized(penalty, beta, rule.after(made));
    }

    @Override
    public String toString() {
      return rule + ", " + penalty + " penalty " + beta;
    }
  }

  /**
   * Decoupled weight decay (Loshchilov and Hutter 2019): before the rule every weight is multiplied
   * by 1 − rate·decay. With {@link Adam} this is AdamW. Biases, coefficients and centres do not
   * decay.
   *
   * @param decay the decay, above 0
   * @param rule the rule
   */
  record Decayed(float decay, UpdateRule rule) implements UpdateRule {

    /** Checks the decay. */
    public Decayed {
      requirePositive("decay", decay);
      if (!(rule.rate() * decay < 1)) {
        throw new IllegalArgumentException(
            "decay %s times rate %s, wanted less than 1".formatted(decay, rule.rate()));
      }
    }

    /** {@return 1 − rate·decay, by which weights are multiplied} */
    public float factor() {
      return 1 - rule.rate() * decay;
    }

    @Override
    public float rate() {
      return rule.rate();
    }

    @Override
    public Decayed withRate(float other) {
      return new Decayed(decay, rule.withRate(other));
    }

    @Override
    public Decayed after(int made) {
      return new Decayed(decay, rule.after(made));
    }

    @Override
    public String toString() {
      return rule + ", weights decay by " + decay;
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
    public float rate() {
      return rule.rate();
    }

    @Override
    public Clipped withRate(float other) {
      return new Clipped(norm, rule.withRate(other));
    }

    @Override
    public Clipped after(int made) {
      return new Clipped(norm, rule.after(made));
    }

    @Override
    public String toString() {
      return rule + ", gradient clipped to " + norm;
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
