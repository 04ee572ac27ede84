package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.UpdateRule;
import java.util.Optional;

/**
 * A network on devices whose work-items have vector instructions, as CPUs do: as many samples as a
 * vector has lanes go through all layers and back at once, in one work-item.
 */
final class LaneNetwork implements WholeNetwork {

  private final ClQueue queue;
  private final ClBuffer parameters;
  private final LaneRoom room;
  private final ClKernel outputs;
  private final Optional<LaneTraining> training;

  private LaneNetwork(PlanParts parts, LaneRoom room) {
    this.room = room;
    queue = parts.workspace().queue();
    parameters = parts.vectors().get(Vector.PARAMETERS);
    outputs = room.kernel("forward.cl", "lanes_outputs");
    training =
        parts.spec().training() ? Optional.of(new LaneTraining(parts, room)) : Optional.empty();
  }

  /** Returns the kernels for a plan if all of its network's layers have bodies for them. */
  static Optional<WholeNetwork> of(PlanParts parts) {
    return LaneRoom.of(parts).map(room -> new LaneNetwork(parts, room));
  }

  @Override
  public void forward(int samples, ClBuffer inputs, ClBuffer below, ClBuffer to) {
    int items = Math.min(room.most(), room.blocks(samples));
    ClBuffer values = room.values();
    outputs.launch(
        queue, items, 1, 1, inputs, samples, parameters, room.centers(), values, below, to);
  }

  @Override
  public boolean takes(UpdateRule rule) {
    return true;
  }

  @Override
  public void train(
      Loss loss, UpdateRule rule, OpenClImages images, Source.Samples samples, int batch) {
    training
        .orElseThrow(() -> new IllegalStateException("the plan runs forward only"))
        .run(loss, rule, images, samples, batch);
  }
}
