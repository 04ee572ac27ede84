package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.compute.opencl.images.OpenClImages;
import io.github.lenetcl.compute.opencl.images.SampleResults;
import io.github.lenetcl.compute.opencl.layers.UpdateKernels;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.UpdateRule;

/** Updates of a network, a batch's gradient in one launch. */
final class LaneTraining {

  private final PlanParts parts;
  private final LaneKernels lanes;
  private final ClBuffer inputs;
  private final ClKernel gradient;
  private final GroupSums sums;
  private final UpdateKernels updates;

  LaneTraining(PlanParts parts, LaneKernels lanes) {
    this.parts = parts;
    this.lanes = lanes;
    Workspace workspace = parts.workspace();
    inputs =
        workspace.floats("inputs", (long) parts.spec().capacity() * parts.spec().input().size());
    gradient = lanes.kernel("gradient.cl", "lanes_gradient");
    sums = new GroupSums(parts, lanes, parts.spec().network().parameterCount());
    updates = new UpdateKernels(workspace, parts.spec().network(), parts.vectors(), parts.halt());
  }

  void run(Loss loss, UpdateRule rule, OpenClImages images, Source.Samples samples, int batch) {
    for (int start = 0; start < samples.count(); start += batch) {
      int size = Math.min(batch, samples.count() - start);
      parts.gathering().run(images, samples, parts.results().order(), start, size, inputs);
      gradient(loss, samples.draws(), images.labels(), start, size);
      sums.add(size);
      updates.run(rule.after(start / batch));
      parts.throttle().enqueued(size);
    }
  }

  private void gradient(Loss loss, Draws draws, ClBuffer labels, int start, int samples) {
    int groups = sums.groups(samples);
    SampleResults results = parts.results();
    Objective objective = Objective.of(loss);
    gradient.launchFor(
        groups,
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
        sums.of(samples),
        results.losses(),
        results.marks(),
        parts.halt().flags(),
        parts.halt().nextTurn());
  }
}
