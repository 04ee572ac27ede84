package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import java.util.Map;

/** Softmax, and the way round it for a loss that computes it itself. */
final class SoftmaxKernels implements LayerKernels {

  private final LayerContext context;
  private final ClBuffer output;
  private final ClKernel forward;
  private final DegreeKernels toInputs;
  private final DegreeKernels fromSeeds;

  /**
   * Takes the kernels.
   *
   * @param context where it stands
   * @param output its outputs, from which its slopes follow
   */
  SoftmaxKernels(LayerContext context, ClBuffer output) {
    this.context = context;
    this.output = output;
    Map<String, Integer> sizes = context.sizes();
    sizes.put("UNITS", context.output().maps());
    sizes.put("POSITIONS", context.output().area());
    Operation operation = Operation.ofItems(context.workspace(), "softmax", sizes);
    forward = operation.forward();
    toInputs = operation.toInputs();
    fromSeeds = operation.ofDegrees("from_seeds", operation.items());
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    int rows = samples * context.output().area();
    forward.launchFor(rows, input, rows, output);
  }

  @Override
  public void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    int rows = samples * context.output().area();
    toInputs.launchFor(degree, rows, derivative, output, input, rows, inDerivative);
  }

  /** The derivatives by the inputs, where the seeds are by these. */
  void fromSeeds(
      Degree degree, int samples, SeedBuffers seeds, ClBuffer input, ClBuffer inDerivative) {
    int count = samples * context.input().size();
    switch (degree) {
      case FIRST -> fromSeeds.first().launchFor(count, seeds.first(), input, count, inDerivative);
      case SECOND ->
          fromSeeds
              .second()
              .launchFor(count, seeds.diagonal(), seeds.factor(), input, count, inDerivative);
    }
  }
}
