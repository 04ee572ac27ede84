package io.github.lenetcl.training;

import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.UpdateRule;
import java.util.Optional;

/**
 * The range of the effective steps η/(μ + h) over the parameters; the paper's came out between
 * about 7·10⁻⁵ and 0.016 in the first pass (Section III-B).
 *
 * @param smallest where the curvature is largest
 * @param largest where the curvature is smallest, at most η/μ
 */
public record StepSizes(double smallest, double largest) {

  /** {@return those of a rule, where it has such steps, with the curvature that a plan holds} */
  static Optional<StepSizes> of(Plan plan, UpdateRule given) {
    if (!(UpdateRules.core(given) instanceof UpdateRule.LevenbergMarquardt rule)) {
      return Optional.empty();
    }
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (float h : plan.read(Vector.CURVATURE)) {
      least = Math.min(least, h);
      most = Math.max(most, h);
    }
    double eta = rule.eta();
    return Optional.of(new StepSizes(eta / (rule.mu() + most), eta / (rule.mu() + least)));
  }
}
