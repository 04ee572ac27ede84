package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Grid;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.network.LocallyConnected;
import java.util.Map;

/** A convolution whose weights are not shared. */
final class LocallyConnectedKernels implements LayerKernels {

  private static final int LANES = 32;
  private static final int INPUT_LANES = 64;
  private static final int TILE_SAMPLES = 4;

  private final LayerContext context;
  private final int fanIn;
  private final int inputLanes;
  private final int tileSamples;
  private final int weights;
  private final int biases;
  private final ClKernel forward;
  private final DegreeKernels toInputs;
  private final DegreeKernels toParameters;

  LocallyConnectedKernels(LayerContext context, LocallyConnected layer) {
    this.context = context;
    fanIn = context.input().maps() * layer.window().area();
    weights = context.offset("weight");
    biases = layer.bias() ? context.offset("bias") : 0;
    int lanes = Math.min(context.workspace().group(LANES), fanIn);
    inputLanes = Math.min(context.workspace().group(INPUT_LANES), fanIn + 1);
    tileSamples = Math.min(TILE_SAMPLES, context.capacity());

    Map<String, Integer> sizes = new WindowSizes(context, layer.window()).macros();
    sizes.put("BIAS", layer.bias() ? 1 : 0);
    sizes.put("LANES", lanes);
    sizes.put("INPUT_LANES", inputLanes);
    sizes.put("TILE_SAMPLES", tileSamples);

    Operation operation = new Operation(context.workspace(), "locally_connected", sizes);
    forward = operation.forward(WorkGroup.of(lanes));
    toInputs = operation.toInputs(WorkGroup.of(inputLanes));
    toParameters = operation.toParameters(WorkGroup.of(inputLanes));
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    forward.launch(
        new Grid(context.output().size(), WorkGroup.ceilDiv(samples, tileSamples), 1),
        input,
        context.parameters(),
        weights,
        biases,
        samples,
        output);
  }

  @Override
  public void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    toInputs.launch(
        degree,
        new Grid(
            WorkGroup.ceilDiv(context.input().size(), inputLanes),
            WorkGroup.ceilDiv(samples, tileSamples),
            1),
        derivative,
        context.parameters(),
        weights,
        input,
        samples,
        inDerivative);
  }

  @Override
  public void toParameters(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer partial) {
    SampleBlocks blocks = SampleBlocks.of(samples);
    toParameters.launch(
        degree,
        new Grid(WorkGroup.ceilDiv(fanIn + 1, inputLanes), context.output().size(), blocks.count()),
        input,
        derivative,
        samples,
        blocks.size(),
        weights,
        biases,
        context.parameterCount(),
        partial);
  }
}
