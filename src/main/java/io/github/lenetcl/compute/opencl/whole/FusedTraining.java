package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Grid;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.compute.opencl.images.OpenClImages;
import io.github.lenetcl.compute.opencl.images.SampleResults;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.UpdateRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Steps of training LeNet-5. A batch takes two launches: each sample's derivatives by a work-group
 * of its own, the update; before them one that makes the inputs where {@link FusedInputs} has to.
 * With one sample for each update one work-group takes many samples in a launch. The order of every
 * sum is fixed, whatever the device does first.
 *
 * <p>Several networks side by side are several plans: each has a queue, so that their work-groups
 * run beside each other where the device has room.
 */
final class FusedTraining {

  private static final int SUM_COLUMNS = 16;
  private static final int SUM_LANES = 16;

  /** With an update for each: at 1.5 ms for a sample, which is slow, a launch takes 100 ms. */
  private static final int SAMPLES_IN_A_LAUNCH = 64;

  private final PlanParts parts;
  private final GroupText text;
  private final ClBuffer centers;
  private final FusedInputs inputs;
  private final ClBuffer traces;
  private final ClKernel derivatives;
  private final ClKernel update;
  private final ClKernel online;

  /** The samples of a call and their loss. */
  private record Task(Objective objective, OpenClImages images, Source.Samples samples) {}

  FusedTraining(PlanParts parts, GroupText text, ClBuffer centers) {
    this.parts = parts;
    this.text = text;
    this.centers = centers;
    Workspace workspace = parts.workspace();
    int capacity = parts.spec().capacity();
    inputs = new FusedInputs(workspace, parts.spec(), Math.max(capacity, SAMPLES_IN_A_LAUNCH));
    traces = workspace.floats("derivatives", (long) capacity * text.trace());
    derivatives = FusedNetwork.kernel(workspace, text, "lenet5_derivatives");
    Map<String, Integer> sums = Map.of("SUM_COLUMNS", SUM_COLUMNS, "SUM_LANES", SUM_LANES);
    WorkGroup group = new WorkGroup(SUM_COLUMNS, SUM_LANES, 1);
    update = FusedNetwork.kernel(workspace, text, "lenet5_update", sums, group);
    online = FusedNetwork.kernel(workspace, text, "lenet5_online");
  }

  /** Returns whether the kernels know a rule. */
  static boolean takes(UpdateRule rule) {
    return Change.of(rule).isPresent();
  }

  /** Makes an update for each batch. */
  void inBatches(
      Loss loss, UpdateRule rule, OpenClImages images, Source.Samples samples, int batch) {
    Task task = new Task(Objective.of(loss), images, samples);
    Change change = Change.of(rule).orElseThrow();
    for (int start = 0; start < samples.count(); start += batch) {
      int count = Math.min(batch, samples.count() - start);
      derivatives.launch(Grid.of(count), derivatives(task, start, count, 1f / count).toArray());
      Stream<Object> network =
          Stream.of(
              parts.vectors().get(Vector.PARAMETERS),
              parts.halt().flags(),
              parts.halt().nextTurn(),
              traces);
      Object[] arguments = Stream.concat(network, changes(change, count)).toArray();
      update.launchFor(text.tiles(), arguments);
      parts.throttle().enqueued(count);
    }
  }

  /** Makes an update for each sample. */
  void online(Loss loss, UpdateRule rule, OpenClImages images, Source.Samples samples) {
    Task task = new Task(Objective.of(loss), images, samples);
    Change change = Change.of(rule).orElseThrow();
    for (int start = 0; start < samples.count(); start += SAMPLES_IN_A_LAUNCH) {
      int count = Math.min(SAMPLES_IN_A_LAUNCH, samples.count() - start);
      Stream<Object> sums = derivatives(task, start, count, 1);
      online.launch(Grid.of(1), Stream.concat(sums, changes(change, count)).toArray());
      parts.throttle().enqueued(count);
    }
  }

  /** What a kernel is told that takes samples forth and back, after their inputs are there. */
  private Stream<Object> derivatives(Task task, int start, int count, float weight) {
    SampleResults results = parts.results();
    List<Object> input = inputs.arguments(task.images, task.samples, results.order(), start, count);
    Stream<Object> rest =
        Stream.of(
            parts.vectors().get(Vector.PARAMETERS),
            centers,
            task.images.labels(),
            results.order(),
            start,
            task.objective.number(),
            task.objective.constant(),
            task.objective.scale(),
            weight,
            results.losses(),
            results.marks(),
            parts.halt().flags(),
            parts.halt().nextTurn(),
            traces);
    return Stream.concat(input.stream(), rest);
  }

  /** What a kernel is told that changes parameters. */
  private Stream<Object> changes(Change change, int samples) {
    return Stream.of(
        samples,
        parts.vectors().get(Vector.GRADIENT),
        change.rule(),
        change.rate(),
        change.second(),
        parts.vectors().get(change.state()));
  }
}
