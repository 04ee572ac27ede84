package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.compute.opencl.layers.BlockSum;

/** A batch's gradient, added up in some groups of blocks of samples, and then over these. */
final class GroupSums {

  /** What is kept of gradients is bounded, however many work-items a device runs side by side. */
  private static final int MOST_GROUPS = 32;

  private final PlanParts parts;
  private final LaneKernels lanes;
  private final int count;
  private final ClBuffer partial;
  private final BlockSum sum;

  /**
   * Makes room.
   *
   * @param count the parameters that are meant: the first of all
   */
  GroupSums(PlanParts parts, LaneKernels lanes, int count) {
    this.parts = parts;
    this.lanes = lanes;
    this.count = count;
    Workspace workspace = parts.workspace();
    partial = workspace.floats("partial sums", (long) groups(parts.spec().capacity()) * count);
    sum = new BlockSum(workspace);
  }

  /**
   * Returns how many groups of blocks are summed apart, and then together: no more than there are
   * work-items, as each group's sum is a gradient that goes through memory. Which blocks are in
   * which group does not depend on what is done first, so that equal batches give equal sums.
   */
  int groups(int samples) {
    return Math.min(MOST_GROUPS, Math.min(lanes.most(), lanes.blocks(samples)));
  }

  /** Returns where the groups' sums go. */
  ClBuffer of(int samples) {
    return groups(samples) > 1 ? partial : parts.vectors().get(Vector.GRADIENT);
  }

  /** Adds the groups up. */
  void add(int samples) {
    if (count > 0 && groups(samples) > 1) {
      sum.run(partial, groups(samples), count, false, parts.vectors().get(Vector.GRADIENT));
    }
  }
}
