package io.github.lenetcl.network;

/**
 * A function f of a single value a. The slope of each follows from its value, so that a backend may
 * write f over a and still find the way back.
 */
public enum ActivationFunction {
  /** f(a) = a. */
  LINEAR,
  /** f(a) = 1/(1 + e^−a); f' = f·(1 − f). */
  SIGMOID,
  /** f(a) = min(max(a/5 + 1/2, 0), 1), as Keras defined it; f' = 1/5 between 0 and 1, else 0. */
  HARD_SIGMOID,
  /** f(a) = tanh a; f' = 1 − f². */
  TANH,
  /**
   * The paper's squashing function f(a) = A·tanh(S·a), A = 1.7159, S = 2/3; f' = A·S·(1 − (f/A)²)
   * (Appendix A).
   */
  SCALED_TANH,
  /** f(a) = max(a, 0); f' = 1 above 0, else 0. */
  RELU,
  /** f(a) = log(1 + e^a); f' = 1 − e^−f. */
  SOFTPLUS,
  /** f(a) = a/(1 + |a|); f' = (1 − |f|)². */
  SOFTSIGN
}
