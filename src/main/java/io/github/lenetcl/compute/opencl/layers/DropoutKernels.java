package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.network.Dropout;
import java.util.Map;

/** Dropout; with a rate of 0 a copy. */
final class DropoutKernels implements LayerKernels {

  private static final int GROUP = 64;

  private final int items;
  private final LayerContext context;
  private final Dropout layer;
  private final DrawnStates drawn;
  private final ClKernel forward;
  private final Map<Degree, ClKernel> toInputs;

  DropoutKernels(LayerContext context, Dropout layer) {
    this.context = context;
    items = context.workspace().group(GROUP);
    this.layer = layer;
    drawn = new DrawnStates(context);
    Map<String, Integer> sizes = context.sizes();
    sizes.put("GROUP", items);
    sizes.put("UNITS", context.output().size());
    Workspace workspace = context.workspace();
    WorkGroup group = WorkGroup.of(items);
    Operation operation = new Operation(workspace, "dropout", sizes);
    forward = operation.forward(group);
    toInputs = operation.toInputs(group);
  }

  @Override
  public void draw(Draws draws, int samples, ClBuffer order, int position) {
    drawn.draw(draws, samples, order, position);
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    int count = samples * context.output().size();
    forward.launch(
        context.workspace().queue(),
        WorkGroup.ceilDiv(count, items),
        1,
        1,
        input,
        drawn.drawing(),
        drawn.states(),
        layer.threshold(),
        layer.factor(),
        count,
        output);
  }

  @Override
  public void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    int count = samples * context.output().size();
    toInputs
        .get(degree)
        .launch(
            context.workspace().queue(),
            WorkGroup.ceilDiv(count, items),
            1,
            1,
            derivative,
            input,
            drawn.drawing(),
            drawn.states(),
            layer.threshold(),
            layer.factor(),
            count,
            inDerivative);
  }
}
