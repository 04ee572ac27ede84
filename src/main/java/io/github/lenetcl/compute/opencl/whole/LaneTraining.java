package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.compute.opencl.images.OpenClImages;
import io.github.lenetcl.compute.opencl.images.SampleResults;
import io.github.lenetcl.compute.opencl.layers.UpdateKernels;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.UpdateRule;
import java.util.Map;

/** Updates of a network, a batch's gradient in one launch. */
final class LaneTraining {

  /** What is kept of gradients is bounded, however many work-items a device runs side by side. */
  private static final int MOST_GROUPS = 32;

  private static final int REDUCTION = 64;

  private final int items;
  private final PlanParts parts;
  private final LaneKernels lanes;
  private final int count;
  private final ClBuffer inputs;
  private final ClBuffer partial;
  private final ClKernel gradient;
  private final ClKernel reduce;
  private final UpdateKernels updates;

  LaneTraining(PlanParts parts, LaneKernels lanes) {
    this.parts = parts;
    this.lanes = lanes;
    Workspace workspace = parts.workspace();
    items = workspace.group(REDUCTION);
    count = parts.spec().network().parameterCount();
    inputs =
        workspace.floats("inputs", (long) parts.spec().capacity() * parts.spec().input().size());
    partial = workspace.floats("partial sums", (long) groups(parts.spec().capacity()) * count);
    gradient = lanes.kernel("gradient.cl", "lanes_gradient");
    reduce =
        workspace.kernel(
            "reduction.cl", Map.of("GROUP", items), "reduction_blocks", WorkGroup.of(items));
    updates = new UpdateKernels(workspace, parts.spec().network(), parts.vectors(), parts.halt());
  }

  /**
   * Returns how many groups of blocks are summed apart, and then together: no more than there are
   * work-items, as each group's sum is a gradient that goes through memory. Which blocks are in
   * which group does not depend on what is done first, so that equal batches give equal sums.
   */
  private int groups(int samples) {
    return Math.min(MOST_GROUPS, Math.min(lanes.most(), lanes.blocks(samples)));
  }

  void run(Loss loss, UpdateRule rule, OpenClImages images, Source.Samples samples, int batch) {
    for (int start = 0; start < samples.count(); start += batch) {
      int size = Math.min(batch, samples.count() - start);
      parts.gathering().run(images, samples, parts.results().order(), start, size, inputs);
      gradient(loss, samples.draws(), images.labels(), start, size);
      if (count > 0 && groups(size) > 1) {
        reduce(groups(size));
      }
      updates.run(rule.after(start / batch));
      parts.throttle().enqueued(size);
    }
  }

  private void gradient(Loss loss, Draws draws, ClBuffer labels, int start, int samples) {
    int groups = groups(samples);
    SampleResults results = parts.results();
    Objective objective = Objective.of(loss);
    gradient.launch(
        parts.workspace().queue(),
        groups,
        1,
        1,
        inputs,
        samples,
        parts.vectors().get(Vector.PARAMETERS),
        lanes.centers(),
        labels,
        results.order(),
        start,
        draws.on() ? 1 : 0,
        draws.key(),
        objective.number(),
        objective.constant(),
        objective.scale(),
        1f / samples,
        lanes.values(),
        groups,
        groups > 1 ? partial : parts.vectors().get(Vector.GRADIENT),
        results.losses(),
        results.marks(),
        parts.halt().flags(),
        parts.halt().nextTurn());
  }

  private void reduce(int groups) {
    ClBuffer total = parts.vectors().get(Vector.GRADIENT);
    reduce.launch(
        parts.workspace().queue(),
        WorkGroup.ceilDiv(count, items),
        1,
        1,
        partial,
        groups,
        count,
        0,
        total);
  }
}
