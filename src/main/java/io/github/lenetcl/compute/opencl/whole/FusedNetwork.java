package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.ClQueue;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.compute.opencl.images.OpenClImages;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.UpdateRule;
import java.util.Map;
import java.util.Optional;

/**
 * LeNet-5 for GPUs: a work-group takes a sample through all layers in its local memory. The kernels
 * are those of {@code kernels/fused/}, which hold the network's sizes; their {@code lenet5.h} says
 * where things lie.
 */
final class FusedNetwork implements WholeNetwork {

  /** The most local memory that one of the kernels takes, in bytes. */
  static final long LOCAL_MEMORY = 44_036;

  /** The work-items of its groups. */
  static final int GROUP = 256;

  private static final int CLASSES = 10;
  private static final int UNITS = 84;

  private final ClQueue queue;
  private final ClBuffer parameters;
  private final ClBuffer centers;
  private final ClKernel forward;
  private final Optional<FusedTraining> training;

  FusedNetwork(PlanParts parts) {
    Workspace workspace = parts.workspace();
    queue = workspace.queue();
    parameters = parts.vectors().get(Vector.PARAMETERS);
    centers = workspace.table("centres", parts.spec().network().centers().orElseThrow().flat());
    forward = kernel(workspace, "lenet5_forward.cl", "lenet5_forward");
    training =
        parts.spec().training() ? Optional.of(new FusedTraining(parts, centers)) : Optional.empty();
  }

  /** Returns whether the kernels are made for what a plan is made for. */
  static boolean fits(PlanSpec spec) {
    Network network = spec.network();
    Optional<Centers> centers = network.centers();
    return centers.isPresent()
        && centers.get().classes() == CLASSES
        && centers.get().units() == UNITS
        && network.equals(Network.lenet5(centers.get()))
        && spec.input().equals(network.input());
  }

  /** Takes a kernel whose work-groups take a sample each. */
  static ClKernel kernel(Workspace workspace, String file, String name) {
    return workspace.kernel("fused/" + file, Map.of("GROUP", GROUP), name, WorkGroup.of(GROUP));
  }

  @Override
  public void forward(int samples, ClBuffer inputs, ClBuffer below, ClBuffer outputs) {
    forward.launch(queue, samples, 1, 1, inputs, parameters, centers, outputs);
  }

  @Override
  public boolean takes(UpdateRule rule) {
    return FusedTraining.takes(rule);
  }

  @Override
  public void train(
      Loss loss, UpdateRule rule, OpenClImages images, Source.Samples samples, int batch) {
    FusedTraining trained =
        training.orElseThrow(() -> new IllegalStateException("the plan runs forward only"));
    if (batch == 1) {
      trained.online(loss, rule, images, samples);
    } else {
      trained.inBatches(loss, rule, images, samples, batch);
    }
  }
}
