package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClDevice;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Lazy;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.compute.opencl.images.Gathering;
import io.github.lenetcl.compute.opencl.images.OpenClImages;
import io.github.lenetcl.compute.opencl.images.SampleResults;
import io.github.lenetcl.compute.opencl.layers.UpdateKernels;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.UpdateRule;
import java.util.Map;
import java.util.Optional;

/**
 * Few samples at a time on devices whose work-items have vector instructions: one work-item takes
 * one sample after the other, its vectors along the sample's own rows, and makes many updates in a
 * launch.
 */
final class RowNetwork {

  /** With as many, a sample in each lane costs less. */
  static final int FEW = 4;

  /** For large networks fewer: see {@link #MULTIPLY_ADDS_IN_A_LAUNCH}. */
  private static final int SAMPLES_IN_A_LAUNCH = 64;

  /** At two in a nanosecond, which is slow, some 50 ms, forward alone. */
  private static final long MULTIPLY_ADDS_IN_A_LAUNCH = 100_000_000;

  private final PlanParts parts;
  private final Network network;
  private final NetworkText text;
  private final int lanes;
  private final int most;
  private final ClBuffer room;
  private final ClBuffer centers;
  private final ClKernel outputs;
  private final Lazy<Training> training;

  /** What training needs beside the rest. */
  private record Training(
      ClKernel steps,
      Gathering gathering,
      ClBuffer inputs,
      ClBuffer rates,
      UpdateKernels updates) {}

  RowNetwork(PlanParts parts) {
    this.parts = parts;
    Workspace workspace = parts.workspace();
    network = parts.spec().network();
    lanes = lanes(workspace.queue().context().device());
    text = NetworkText.of(network, parts.spec().input(), lanes);
    // A vector of zeros behind the room, and the outputs once more, in lanes: rows/network.h.
    int behind = (2 + network.output().maps()) * lanes;
    room = workspace.zeros("room of a sample", (long) text.room() + behind);
    centers = network.centers().map(some -> workspace.table("centres", some.flat())).orElse(room);
    outputs = kernel("forward.cl", "rows_outputs");
    long fitting = MULTIPLY_ADDS_IN_A_LAUNCH / Math.max(1, network.connections());
    most = (int) Math.max(FEW, Math.min(SAMPLES_IN_A_LAUNCH, fitting));
    training = new Lazy<>(this::training);
  }

  /** Returns the values of a vector, whatever the number of samples. */
  static int lanes(ClDevice device) {
    return LaneKernels.lanes(device, Integer.MAX_VALUE);
  }

  private ClKernel kernel(String file, String name) {
    return parts
        .workspace()
        .kernel(
            "rows/" + file,
            Map.of("lanes/network.h", text.text()),
            Map.of("LANES", lanes),
            name,
            WorkGroup.of(1));
  }

  private Training training() {
    Workspace workspace = parts.workspace();
    return new Training(
        kernel("steps.cl", "rows_steps"),
        new Gathering(workspace, parts.spec().input(), most),
        workspace.floats("inputs of few", (long) most * parts.spec().input().size()),
        workspace.floats("rates", network.parameterCount()),
        new UpdateKernels(workspace, network, parts.vectors(), parts.halt()));
  }

  /** As {@link WholeNetwork#forward}. */
  void forward(int samples, ClBuffer inputs, ClBuffer below, ClBuffer to) {
    ClBuffer parameters = parts.vectors().get(Vector.PARAMETERS);
    outputs.launchFor(1, inputs, samples, parameters, centers, room, below, to);
  }

  /** As {@link WholeNetwork#train}, of batches of {@link #FEW} samples at most. */
  void train(Loss loss, UpdateRule rule, OpenClImages images, Source.Samples samples, int batch) {
    Objective objective = Objective.of(loss);
    Optional<Change> change = Change.of(rule);
    int launch = change.isPresent() ? most / batch * batch : batch;
    for (int start = 0; start < samples.count(); start += launch) {
      int count = Math.min(launch, samples.count() - start);
      steps(objective, change.orElse(Change.NONE), images, samples, start, count, batch);
      if (change.isEmpty()) {
        training.get().updates().run(rule.after(start / batch));
      }
      parts.throttle().enqueued(count);
    }
  }

  private void steps(
      Objective objective,
      Change change,
      OpenClImages images,
      Source.Samples samples,
      int start,
      int count,
      int batch) {
    Training its = training.get();
    SampleResults results = parts.results();
    Draws draws = samples.draws();
    its.gathering().run(images, samples, results.order(), start, count, its.inputs());
    its.steps()
        .launchFor(
            1,
            its.inputs(),
            count,
            batch,
            parts.vectors().get(Vector.PARAMETERS),
            centers,
            images.labels(),
            results.order(),
            start,
            draws.on() ? 1 : 0,
            draws.key(),
            objective.number(),
            objective.constant(),
            objective.scale(),
            room,
            parts.vectors().get(Vector.GRADIENT),
            results.losses(),
            results.marks(),
            parts.halt().flags(),
            parts.halt().nextTurn(),
            change.rule(),
            change.rate(),
            change.second(),
            parts.vectors().get(change.state()),
            its.rates());
  }
}
