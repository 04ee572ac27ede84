package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import java.util.Optional;

/**
 * Plans in vector instructions: blocks of as many samples as a vector has lanes, and where there
 * are only one or a few samples, blocks of one with columns in the lanes.
 */
final class SimdPlans {

  /** With fewer samples most lanes would be empty. */
  private static final int LEAST_WIDE = Math.max(2, SimdNetwork.VECTOR / 4);

  private SimdPlans() {}

  /** Returns a plan, unless the network has something that only the plain operations do. */
  static Optional<Plan> of(PlanSpec spec, Workers workers) {
    int zeros = SimdNetwork.zeros(spec.network());
    return SimdNetwork.of(spec, SimdNetwork.VECTOR)
        .map(
            wide -> {
              // A network at several positions cannot be run with columns in the lanes.
              BlockNetwork single = SimdNetwork.of(spec, 1).orElse(wide);
              return new BlockPlan(spec, workers, wide, single, LEAST_WIDE, zeros);
            });
  }
}
