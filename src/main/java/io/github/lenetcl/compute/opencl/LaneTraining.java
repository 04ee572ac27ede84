package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Loss.MaximumAPosteriori;
import io.github.lenetcl.network.UpdateRule;
import java.util.Map;

/** Updates of a network, a batch's gradient in one launch. */
final class LaneTraining {

  /** The most groups of blocks whose gradients are summed apart, and then together. */
  private static final int GROUPS = 16;

  private static final int REDUCTION = 64;

  private final int items;
  private final PlanParts parts;
  private final LaneRoom room;
  private final int count;
  private final ClBuffer inputs;
  private final ClBuffer partial;
  private final ClKernel gradient;
  private final ClKernel reduce;
  private final UpdateKernels updates;

  LaneTraining(PlanParts parts, LaneRoom room) {
    this.parts = parts;
    this.room = room;
    Workspace workspace = parts.workspace();
    items = workspace.group(REDUCTION);
    count = parts.spec().network().parameterCount();
    inputs =
        workspace.floats("inputs", (long) parts.spec().capacity() * parts.spec().input().size());
    partial = workspace.floats("partial sums", (long) groups(parts.spec().capacity()) * count);
    gradient = room.kernel("gradient.cl", "lanes_gradient");
    reduce =
        workspace.kernel(
            "reduction.cl", Map.of("GROUP", items), "reduction_blocks", WorkGroup.of(items));
    updates = new UpdateKernels(workspace, parts.spec().network(), parts.vectors(), parts.halt());
  }

  /** It depends on the number of samples alone, so that equal batches give equal sums. */
  private int groups(int samples) {
    return Math.min(GROUPS, room.blocks(samples));
  }

  void run(Loss loss, UpdateRule rule, OpenClImages images, Source.Samples samples, int batch) {
    for (int start = 0; start < samples.count(); start += batch) {
      int size = Math.min(batch, samples.count() - start);
      parts.gathering().run(images, samples, parts.book().order(), start, size, inputs);
      gradient(loss, samples.draws(), images.labels(), start, size);
      if (count > 0) {
        reduce(groups(size));
      }
      updates.run(rule.after(start / batch));
      parts.throttle().enqueued(size);
    }
  }

  private void gradient(Loss loss, Draws draws, ClBuffer labels, int start, int samples) {
    int groups = groups(samples);
    SampleBook book = parts.book();
    gradient.launch(
        parts.workspace().queue(),
        Math.min(room.most(), groups),
        1,
        1,
        inputs,
        samples,
        parts.vectors().get(Vector.PARAMETERS),
        room.centers(),
        labels,
        book.order(),
        start,
        draws.on() ? 1 : 0,
        draws.key(),
        number(loss),
        constant(loss),
        loss.scale(),
        1f / samples,
        room.values(),
        groups,
        partial,
        book.losses(),
        book.marks(),
        parts.halt().flags(),
        parts.halt().nextTurn());
  }

  private static float constant(Loss loss) {
    if (loss instanceof MaximumAPosteriori posterior) {
      return posterior.j();
    }
    return loss instanceof Loss.CrossEntropy entropy ? entropy.smoothing() : 0;
  }

  /** As gradient.cl numbers them. */
  private static int number(Loss loss) {
    if (loss instanceof Loss.MeanSquaredError) {
      return 0;
    } else if (loss instanceof MaximumAPosteriori) {
      return 1;
    } else if (loss instanceof Loss.CrossEntropy) {
      return 2;
    } else if (loss instanceof Loss.OutputSquaredError) {
      return 3;
    }
    throw new IllegalArgumentException("no kernel for the loss " + loss);
  }

  private void reduce(int groups) {
    ClBuffer total = parts.vectors().get(Vector.GRADIENT);
    reduce.launch(
        parts.workspace().queue(),
        Blocks.ceilDiv(count, items),
        1,
        1,
        partial,
        groups,
        count,
        0,
        total);
  }
}
