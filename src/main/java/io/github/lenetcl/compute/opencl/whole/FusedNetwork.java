package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Grid;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.compute.opencl.images.OpenClImages;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.UpdateRule;
import java.util.Map;
import java.util.Optional;

/**
 * LeNet-5 for GPUs: a work-group takes a sample through all layers in its local memory. The kernels
 * are those of {@code kernels/fused/}; {@link GroupText} says where things lie.
 */
final class FusedNetwork implements WholeNetwork {

  private static final String FOLDER = "fused/";

  private final ClBuffer parameters;
  private final ClBuffer centers;
  private final ClKernel forward;
  private final Optional<FusedTraining> training;

  FusedNetwork(PlanParts parts, GroupText text) {
    Workspace workspace = parts.workspace();
    parameters = parts.vectors().get(Vector.PARAMETERS);
    centers = workspace.table("centres", parts.spec().network().centers().orElseThrow().flat());
    forward = kernel(workspace, text, "lenet5_forward");
    training =
        parts.spec().training()
            ? Optional.of(new FusedTraining(parts, text, centers))
            : Optional.empty();
  }

  /** Takes a kernel whose work-groups take a sample each. */
  static ClKernel kernel(Workspace workspace, GroupText text, String name) {
    return kernel(workspace, text, name, Map.of(), WorkGroup.of(GroupText.GROUP));
  }

  /** Takes a kernel from the file of its name. */
  static ClKernel kernel(
      Workspace workspace,
      GroupText text,
      String name,
      Map<String, Integer> sizes,
      WorkGroup group) {
    Map<String, String> written = Map.of(FOLDER + "lenet5.h", text.text());
    return workspace.kernel(FOLDER + name + ".cl", written, sizes, name, group);
  }

  @Override
  public void forward(int samples, ClBuffer inputs, ClBuffer below, ClBuffer outputs) {
    forward.launch(Grid.of(samples), inputs, parameters, centers, outputs);
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
