package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.ClQueue;
import io.github.lenetcl.compute.opencl.device.Lazy;
import io.github.lenetcl.compute.opencl.images.OpenClImages;
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
  private final LaneKernels lanes;
  private final ClKernel outputs;
  private final boolean trained;
  private final Lazy<LaneTraining> training;

  private LaneNetwork(PlanParts parts, LaneKernels lanes) {
    this.lanes = lanes;
    queue = parts.workspace().queue();
    parameters = parts.vectors().get(Vector.PARAMETERS);
    outputs = lanes.kernel("forward.cl", "lanes_outputs");
    trained = parts.spec().training();
    training = new Lazy<>(() -> new LaneTraining(parts, lanes));
  }

  /** Returns the kernels for a plan if all of its network's layers have bodies for them. */
  static Optional<WholeNetwork> of(PlanParts parts) {
    return LaneKernels.of(parts).map(lanes -> new LaneNetwork(parts, lanes));
  }

  @Override
  public void forward(int samples, ClBuffer inputs, ClBuffer below, ClBuffer to) {
    int items = Math.min(lanes.most(), lanes.blocks(samples));
    ClBuffer values = lanes.values();
    outputs.launch(
        queue, items, 1, 1, inputs, samples, parameters, lanes.centers(), values, below, to);
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
    training.get().run(loss, rule, images, samples, batch);
  }
}
