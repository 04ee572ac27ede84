package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Lazy;
import io.github.lenetcl.compute.opencl.images.OpenClImages;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.UpdateRule;
import java.util.Optional;

/**
 * A network on devices whose work-items have vector instructions, as CPUs do: as many samples as a
 * vector has lanes go through all layers and back at once, in one work-item. Few samples, which
 * would leave most lanes idle, go by {@link RowNetwork}.
 */
final class LaneNetwork implements WholeNetwork {

  private final ClBuffer parameters;
  private final Lazy<LaneKernels> lanes;
  private final Lazy<ClKernel> outputs;
  private final boolean trained;
  private final Lazy<LaneTraining> training;

  /** For few samples. */
  private final Lazy<RowNetwork> rows;

  private LaneNetwork(PlanParts parts) {
    parameters = parts.vectors().get(Vector.PARAMETERS);
    lanes = new Lazy<>(() -> LaneKernels.of(parts));
    outputs = new Lazy<>(() -> lanes.get().kernel("forward.cl", "lanes_outputs"));
    trained = parts.spec().training();
    training = new Lazy<>(() -> new LaneTraining(parts, lanes.get()));
    rows = new Lazy<>(() -> new RowNetwork(parts));
  }

  /** Returns the kernels for a plan if all of its network's layers have bodies for them. */
  static Optional<WholeNetwork> of(PlanParts parts) {
    return LaneKernels.fit(parts) ? Optional.of(new LaneNetwork(parts)) : Optional.empty();
  }

  @Override
  public int few() {
    return RowNetwork.FEW;
  }

  @Override
  public void forward(int samples, ClBuffer inputs, ClBuffer below, ClBuffer to) {
    if (samples <= few()) {
      rows.get().forward(samples, inputs, below, to);
      return;
    }
    LaneKernels its = lanes.get();
    int items = Math.min(its.most(), its.blocks(samples));
    outputs
        .get()
        .launchFor(items, inputs, samples, parameters, its.centers(), its.values(), below, to);
  }

  @Override
  public boolean takes(UpdateRule rule) {
    return true;
  }

  @Override
  public void train(
      Loss loss, UpdateRule rule, OpenClImages images, Source.Samples samples, int batch) {
    if (!trained) {
      throw new IllegalStateException("the plan runs forward only");
    }
    if (batch <= few()) {
      rows.get().train(loss, rule, images, samples, batch);
    } else {
      training.get().run(loss, rule, images, samples, batch);
    }
  }
}
