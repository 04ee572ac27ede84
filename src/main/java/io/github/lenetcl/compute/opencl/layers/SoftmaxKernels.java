package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.ClQueue;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import java.util.Map;

/** Softmax, and the way round it for a loss that computes it itself. */
final class SoftmaxKernels implements LayerKernels {

  private static final int GROUP = 64;

  private final int items;
  private final LayerContext context;
  private final ClBuffer output;
  private final ClKernel forward;
  private final Map<Degree, ClKernel> toInputs;
  private final Map<Degree, ClKernel> fromSeeds;

  /**
   * Takes the kernels.
   *
   * @param context where it stands
   * @param output its outputs, from which its slopes follow
   */
  SoftmaxKernels(LayerContext context, ClBuffer output) {
    this.context = context;
    items = context.workspace().group(GROUP);
    this.output = output;
    Map<String, Integer> sizes = context.sizes();
    sizes.put("UNITS", context.output().maps());
    sizes.put("POSITIONS", context.output().area());
    sizes.put("GROUP", items);
    Operation operation = new Operation(context.workspace(), "softmax", sizes);
    WorkGroup group = WorkGroup.of(items);
    forward = operation.forward(group);
    toInputs = operation.toInputs(group);
    fromSeeds = operation.ofDegrees("from_seeds", group);
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    int rows = samples * context.output().area();
    int groups = WorkGroup.ceilDiv(rows, items);
    forward.launch(context.workspace().queue(), groups, 1, 1, input, rows, output);
  }

  @Override
  public void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    int rows = samples * context.output().area();
    toInputs
        .get(degree)
        .launch(
            context.workspace().queue(),
            WorkGroup.ceilDiv(rows, items),
            1,
            1,
            derivative,
            output,
            input,
            rows,
            inDerivative);
  }

  /** The derivatives by the inputs, where the seeds are by these. */
  void fromSeeds(
      Degree degree, int samples, SeedBuffers seeds, ClBuffer input, ClBuffer inDerivative) {
    int count = samples * context.input().size();
    int groups = WorkGroup.ceilDiv(count, items);
    ClKernel kernel = fromSeeds.get(degree);
    ClQueue queue = context.workspace().queue();
    switch (degree) {
      case FIRST -> kernel.launch(queue, groups, 1, 1, seeds.first(), input, count, inDerivative);
      case SECOND ->
          kernel.launch(
              queue, groups, 1, 1, seeds.diagonal(), seeds.factor(), input, count, inDerivative);
    }
  }
}
