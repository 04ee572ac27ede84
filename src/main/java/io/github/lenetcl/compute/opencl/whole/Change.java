package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.UpdateRule;
import io.github.lenetcl.network.UpdateRule.GradientDescent;
import io.github.lenetcl.network.UpdateRule.LevenbergMarquardt;
import io.github.lenetcl.network.UpdateRule.Momentum;
import java.util.Optional;

/**
 * An update rule as those kernels take it that make many updates in a launch.
 *
 * @param rule its number
 * @param rate its rate
 * @param second its other constant
 * @param state the vector that it needs
 */
record Change(int rule, float rate, float second, Vector state) {

  /** No change: what takes the gradient follows. */
  static final Change NONE = new Change(-1, 0, 0, Vector.VELOCITY);

  /** Returns the rule, unless it is one that has launches of its own only. */
  static Optional<Change> of(UpdateRule rule) {
    if (rule instanceof GradientDescent descent) {
      return Optional.of(new Change(0, descent.rate(), 0, Vector.VELOCITY));
    } else if (rule instanceof Momentum momentum && !momentum.nesterov()) {
      return Optional.of(new Change(1, momentum.rate(), momentum.momentum(), Vector.VELOCITY));
    } else if (rule instanceof LevenbergMarquardt lm) {
      return Optional.of(new Change(2, lm.eta(), lm.mu(), Vector.CURVATURE));
    }
    return Optional.empty();
  }
}
