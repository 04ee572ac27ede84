package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.ClQueue;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.network.Pointwise;
import java.util.Map;

/** A function of every value that is not computed in place. */
final class PointwiseKernels implements LayerKernels {

  private static final int GROUP = 64;

  private final int items;
  private final LayerContext context;
  private final float alpha;
  private final ClKernel forward;
  private final Map<Degree, ClKernel> toInputs;

  PointwiseKernels(LayerContext context, Pointwise layer) {
    this.context = context;
    Workspace workspace = context.workspace();
    items = workspace.group(GROUP);
    alpha = layer.alpha();
    Map<String, Integer> sizes = context.sizes();
    // pointwise.cl numbers them in the order of the enumeration.
    sizes.put("POINTWISE", layer.function().ordinal());
    sizes.put("GROUP", items);
    WorkGroup group = WorkGroup.of(items);
    Operation operation = new Operation(workspace, "pointwise", sizes);
    forward = operation.forward(group);
    toInputs = operation.toInputs(group);
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    int count = samples * context.output().size();
    ClQueue queue = context.workspace().queue();
    forward.launch(queue, WorkGroup.ceilDiv(count, items), 1, 1, input, alpha, count, output);
  }

  @Override
  public void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    int count = samples * context.output().size();
    ClQueue queue = context.workspace().queue();
    toInputs
        .get(degree)
        .launch(
            queue,
            WorkGroup.ceilDiv(count, items),
            1,
            1,
            derivative,
            input,
            alpha,
            count,
            inDerivative);
  }
}
