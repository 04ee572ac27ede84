package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.network.Pooling;
import java.util.Map;

/** Pooling by means or by the largest values. */
final class PoolingKernels implements LayerKernels {

  private final WindowSizes maps;
  private final ClKernel forward;
  private final DegreeKernels toInputs;

  PoolingKernels(LayerContext context, Pooling layer) {
    maps = new WindowSizes(context, layer.window());
    String name = layer.kind().isMean() ? "average_pooling" : "max_pooling";
    Map<String, Integer> sizes = maps.macros();
    if (layer.kind() == Pooling.Kind.PADDED_AVERAGE) {
      sizes.put("PADDING_COUNTS", 1);
    }
    Operation operation = new Operation(context.workspace(), name, sizes);
    forward = operation.forward(maps.tile().group());
    toInputs = operation.toInputs(maps.inTile().group());
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    forward.launch(maps.grid(samples), input, output);
  }

  @Override
  public void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    toInputs.launch(degree, maps.inGrid(samples), derivative, input, inDerivative);
  }
}
