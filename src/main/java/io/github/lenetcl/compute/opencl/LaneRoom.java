package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.network.RadialBasis;
import java.util.Map;

/**
 * What the kernels of lenet5_lanes.cl share, and room for a block of samples for each work-item.
 *
 * @param workspace what the plan holds
 * @param lanes the samples of a block
 * @param most the most work-items
 * @param sizes what the kernels are compiled for
 * @param centers the centres of the output layer
 * @param values the room
 */
record LaneRoom(
    Workspace workspace,
    int lanes,
    int most,
    Map<String, Integer> sizes,
    ClBuffer centers,
    ClBuffer values) {

  private static final String FILE = "fused/lenet5_lanes.cl";

  /** Values of a sample in a block: ROOM in the file. */
  private static final int VALUES = 9508;

  /** Vectors of OpenCL that the kernels are written for have four, eight or sixteen floats. */
  private static final int FEWEST_LANES = 4;

  private static final int MOST_LANES = 16;

  /** More than one, so that a late one does not hold up the others. */
  private static final int WORK_ITEMS_OF_A_COMPUTE_UNIT = 2;

  static LaneRoom of(Workspace workspace, PlanSpec spec, RadialBasis output) {
    ClDevice device = workspace.queue().context().device();
    int lanes = Math.max(FEWEST_LANES, Math.min(device.vectorWidth(), MOST_LANES));
    int units = WORK_ITEMS_OF_A_COMPUTE_UNIT * device.computeUnits();
    int most = Math.min(units, Blocks.ceilDiv(spec.capacity(), lanes));
    return new LaneRoom(
        workspace,
        lanes,
        most,
        Map.of("LANES", lanes, "CLASSES", output.centers().classes()),
        workspace.table(output.name() + " centres", output.centers().flat()),
        workspace.floats("blocks of samples", (long) most * lanes * VALUES));
  }

  /** Takes a kernel whose work-items are groups by themselves. */
  ClKernel kernel(String name) {
    return workspace.kernel(FILE, sizes, name, WorkGroup.of(1));
  }

  /** Returns the blocks that samples fill, the last in part. */
  int blocks(int samples) {
    return Blocks.ceilDiv(samples, lanes);
  }
}
