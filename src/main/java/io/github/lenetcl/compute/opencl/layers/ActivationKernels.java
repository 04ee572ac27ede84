package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.network.ActivationFunction;
import java.util.Map;

/** An activation that stands alone, and the way through the one at a network's end. */
final class ActivationKernels implements LayerKernels {

  private static final int GROUP = 64;

  private final int items;
  private final LayerContext context;
  private final int units;
  private final ClBuffer output;
  private final ClKernel forward;
  private final Map<Degree, ClKernel> toInputs;

  /**
   * Takes the kernels.
   *
   * @param context where it stands
   * @param function the function
   * @param output the function's values, from which the slope follows
   */
  ActivationKernels(LayerContext context, ActivationFunction function, ClBuffer output) {
    this.context = context;
    items = context.workspace().group(GROUP);
    this.output = output;
    units = context.output().size();
    Map<String, Integer> sizes = context.sizes();
    sizes.put("ACTIVATION_OUTPUT", function.ordinal());
    sizes.put("GROUP", items);
    WorkGroup group = WorkGroup.of(items);
    Operation operation = new Operation(context.workspace(), "activation", sizes);
    forward = operation.forward(group);
    toInputs = operation.toInputs(group);
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    int count = samples * units;
    forward.launch(
        context.workspace().queue(), WorkGroup.ceilDiv(count, items), 1, 1, input, count, output);
  }

  @Override
  public void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    int count = samples * units;
    toInputs
        .get(degree)
        .launch(
            context.workspace().queue(),
            WorkGroup.ceilDiv(count, items),
            1,
            1,
            derivative,
            output,
            input,
            count,
            inDerivative);
  }
}
