package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.network.Pointwise;
import java.util.Map;

/** A function of every value that is not computed in place. */
final class PointwiseKernels implements LayerKernels {

  private final LayerContext context;
  private final float alpha;
  private final ClKernel forward;
  private final DegreeKernels toInputs;

  PointwiseKernels(LayerContext context, Pointwise layer) {
    this.context = context;
    alpha = layer.alpha();
    Map<String, Integer> sizes = context.sizes();
    // pointwise.cl numbers them in the order of the enumeration.
    sizes.put("POINTWISE", layer.function().ordinal());
    Operation operation = Operation.ofItems(context.workspace(), "pointwise", sizes);
    forward = operation.forward();
    toInputs = operation.toInputs();
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    int count = samples * context.output().size();
    forward.launchFor(count, input, alpha, count, output);
  }

  @Override
  public void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    int count = samples * context.output().size();
    toInputs.launchFor(degree, count, derivative, input, alpha, count, inDerivative);
  }
}
