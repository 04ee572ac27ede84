package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.network.ActivationFunction;
import java.util.Map;

/** An activation that stands alone, and the way through the one at a network's end. */
final class ActivationKernels implements LayerKernels {

  private final int units;
  private final ClBuffer output;
  private final ClKernel forward;
  private final DegreeKernels toInputs;

  /**
   * Takes the kernels.
   *
   * @param context where it stands
   * @param function the function
   * @param output the function's values, from which the slope follows
   */
  ActivationKernels(LayerContext context, ActivationFunction function, ClBuffer output) {
    this.output = output;
    units = context.output().size();
    Map<String, Integer> sizes = context.sizes();
    sizes.put("ACTIVATION_OUTPUT", function.ordinal());
    Operation operation = Operation.ofItems(context.workspace(), "activation", sizes);
    forward = operation.forward();
    toInputs = operation.toInputs();
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    int count = samples * units;
    forward.launchFor(count, input, count, output);
  }

  @Override
  public void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    int count = samples * units;
    toInputs.launchFor(degree, count, derivative, output, input, count, inDerivative);
  }
}
