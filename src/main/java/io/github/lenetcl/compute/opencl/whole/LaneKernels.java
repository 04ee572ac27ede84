package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClDevice;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.network.Network;
import java.util.Map;

/**
 * What the kernels in lanes/ share for one network, and room for a block of samples for each
 * work-item.
 *
 * @param workspace what the plan holds
 * @param lanes the samples of a block
 * @param most the most work-items
 * @param text the network
 * @param centers the centres of the output layer; any buffer where it has none
 * @param values the room
 */
record LaneKernels(
    Workspace workspace, int lanes, int most, NetworkText text, ClBuffer centers, ClBuffer values) {

  private static final String FOLDER = "lanes/";

  /** Vectors of OpenCL that the kernels are written for have four, eight or sixteen floats. */
  private static final int FEWEST_LANES = 4;

  private static final int MOST_LANES = 16;

  /** More than one, so that a late one does not hold up the others. */
  private static final int WORK_ITEMS_OF_A_COMPUTE_UNIT = 2;

  /** Returns whether a plan's network can be run as a whole. */
  static boolean fit(PlanParts parts) {
    ClDevice device = parts.workspace().queue().context().device();
    PlanSpec spec = parts.spec();
    int lanes = lanes(device, spec.capacity());
    return NetworkText.refusal(spec.network(), spec.input(), lanes).isEmpty();
  }

  /** Makes room for a block of each work-item. */
  static LaneKernels of(PlanParts parts) {
    return of(parts, parts.spec().network(), false);
  }

  /** Makes room for all blocks of the largest batch, for the first layers of a plan's network. */
  static LaneKernels withRoomForAll(PlanParts parts, Network first) {
    return of(parts, first, true);
  }

  private static LaneKernels of(PlanParts parts, Network network, boolean all) {
    Workspace workspace = parts.workspace();
    ClDevice device = workspace.queue().context().device();
    int lanes = lanes(device, parts.spec().capacity());
    int blocks = WorkGroup.ceilDiv(parts.spec().capacity(), lanes);
    int most = Math.min(WORK_ITEMS_OF_A_COMPUTE_UNIT * device.computeUnits(), blocks);
    NetworkText text = NetworkText.of(network, parts.spec().input(), lanes);
    long values = (long) (all ? blocks : most) * lanes * text.room();
    ClBuffer room = workspace.floats("blocks of samples", values);
    ClBuffer centers =
        network.centers().map(some -> workspace.table("centres", some.flat())).orElse(room);
    return new LaneKernels(workspace, lanes, most, text, centers, room);
  }

  /** Returns the samples of a block on a device: few where there are never many at a time. */
  static int lanes(ClDevice device, int capacity) {
    int most = Integer.highestOneBit(Math.min(device.vectorWidth(), MOST_LANES));
    int wanted = capacity > 1 ? Integer.highestOneBit(Math.min(capacity, MOST_LANES) - 1) << 1 : 1;
    return Math.max(FEWEST_LANES, Math.min(most, wanted));
  }

  /** Takes a kernel whose work-items are groups by themselves. */
  ClKernel kernel(String file, String name) {
    return workspace.kernel(
        FOLDER + file,
        Map.of(FOLDER + "network.h", text.text()),
        Map.of("LANES", lanes),
        name,
        WorkGroup.of(1));
  }

  /** Returns the blocks that samples fill, the last in part. */
  int blocks(int samples) {
    return WorkGroup.ceilDiv(samples, lanes);
  }
}
