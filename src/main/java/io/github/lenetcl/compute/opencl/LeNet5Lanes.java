package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.UpdateRule;
import java.util.List;
import java.util.Optional;

/**
 * LeNet-5 on devices whose work-items have vector instructions, as CPUs do: as many samples as a
 * vector has lanes go through all layers and back at once, in one work-item.
 */
final class LeNet5Lanes implements WholeNetwork {

  private static final Network LENET5 = Network.lenet5();
  private static final List<Layer> HIDDEN = hidden(LENET5.layers());

  private final ClQueue queue;
  private final ClBuffer parameters;
  private final LaneRoom room;
  private final ClKernel penalties;
  private final Optional<LaneTraining> training;

  private LeNet5Lanes(PlanParts parts, RadialBasis output) {
    queue = parts.workspace().queue();
    parameters = parts.vectors().get(Vector.PARAMETERS);
    room = LaneRoom.of(parts.workspace(), parts.spec(), output);
    penalties = room.kernel("lenet5_penalties");
    training =
        parts.spec().training() ? Optional.of(new LaneTraining(parts, room)) : Optional.empty();
  }

  /** Returns the kernels for a plan if its network is LeNet-5, on inputs of its own size. */
  static Optional<WholeNetwork> of(PlanParts parts) {
    List<Layer> layers = parts.spec().network().layers();
    boolean fits = parts.spec().input().equals(LENET5.input()) && hidden(layers).equals(HIDDEN);
    return fits && layers.get(HIDDEN.size()) instanceof RadialBasis output
        ? Optional.of(new LeNet5Lanes(parts, output))
        : Optional.empty();
  }

  private static List<Layer> hidden(List<Layer> layers) {
    return layers.subList(0, Math.max(0, layers.size() - 1));
  }

  @Override
  public void forward(int samples, ClBuffer inputs, ClBuffer outputs) {
    int items = Math.min(room.most(), room.blocks(samples));
    penalties.launch(
        queue, items, 1, 1, inputs, samples, parameters, room.centers(), room.values(), outputs);
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
