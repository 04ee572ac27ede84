package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.cpu.blocks.BlockNetwork;
import io.github.lenetcl.compute.cpu.blocks.BlockPlan;
import io.github.lenetcl.compute.cpu.blocks.DescentSlices;
import io.github.lenetcl.compute.cpu.blocks.Slices;
import io.github.lenetcl.compute.cpu.blocks.Workers;
import io.github.lenetcl.compute.cpu.reference.BatchStatistics;
import java.util.Optional;

/**
 * Plans in vector instructions: blocks of as many samples as a vector has lanes, and where there
 * are only one or a few samples, blocks of one with columns in the lanes.
 */
public final class SimdPlans {

  /** The length of a vector, on which the last bits of sums depend. */
  public static final int VECTOR_BITS = Wide.LANES * Float.SIZE;

  /** With fewer samples most lanes would be empty. */
  private static final int LEAST_WIDE = Math.max(2, Wide.LANES / 4);

  private SimdPlans() {}

  /** Returns a plan. */
  public static Plan of(PlanSpec spec, Workers workers) {
    BlockPlan.Networks networks =
        new BlockPlan.Networks() {
          @Override
          public BlockNetwork wide(float[] parameters, BatchStatistics statistics) {
            return new WideNetwork(spec, parameters, statistics);
          }

          @Override
          public Slices descent(DescentSlices plain) {
            return new SimdDescent(plain.w(), plain.rates(), plain);
          }

          /** A network of other layers, or at several positions, cannot be run so. */
          @Override
          public Optional<BlockNetwork> single(float[] parameters, BatchStatistics statistics) {
            return SimdNetwork.of(spec).map(BlockNetwork.class::cast);
          }
        };
    return new BlockPlan(spec, workers, networks, LEAST_WIDE, SimdNetwork.zeros(spec.network()));
  }
}
