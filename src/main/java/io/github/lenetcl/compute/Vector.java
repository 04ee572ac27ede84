package io.github.lenetcl.compute;

/**
 * The flat vectors of one value per parameter that a plan holds, laid out as the network's
 * parameters are.
 */
public enum Vector {
  /** The trainable parameters. */
  PARAMETERS,
  /** ∂E/∂w, as the last backward pass left it. */
  GRADIENT,
  /** ∂²E/∂w², as the last curvature pass left it. */
  CURVATURE,
  /**
   * The running step of {@link io.github.lenetcl.network.UpdateRule.Momentum}, the running mean of
   * gradients of {@link io.github.lenetcl.network.UpdateRule.Adam}.
   */
  VELOCITY,
  /** The running mean of squared gradients of {@link io.github.lenetcl.network.UpdateRule.Adam}. */
  SQUARES
}
