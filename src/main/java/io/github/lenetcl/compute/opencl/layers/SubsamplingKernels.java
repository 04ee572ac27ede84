package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Grid;
import io.github.lenetcl.compute.opencl.device.Tile;
import io.github.lenetcl.compute.opencl.tuning.Knob;
import io.github.lenetcl.network.Subsampling;
import java.util.Map;

/** Trainable subsampling. */
final class SubsamplingKernels implements LayerKernels {

  private final LayerContext context;
  private final int coefficients;
  private final int biases;
  private final WindowSizes maps;
  private final ClKernel forward;
  private final DegreeKernels toInputs;
  private final DegreeKernels toParameters;

  SubsamplingKernels(LayerContext context, Subsampling layer) {
    this.context = context;
    coefficients = context.offset("coefficient");
    biases = context.offset("bias");
    Tile tile = Tile.of(context.output(), context.tuned(Knob.SUBSAMPLING_TILE));
    Tile inTile = Tile.of(context.input(), context.tuned(Knob.SUBSAMPLING_INPUT_TILE));
    maps = new WindowSizes(context, layer.window(), tile, inTile);
    SummationGroup sums =
        SummationGroup.of(
            context.tuned(Knob.SUBSAMPLING_LANES), context.output().width(), context.capacity(), 2);
    Map<String, Integer> sizes = maps.macros();
    sizes.putAll(sums.macros());
    Operation operation = new Operation(context.workspace(), "subsampling", sizes);
    forward = operation.forward(tile.group());
    toInputs = operation.toInputs(inTile.group());
    toParameters = operation.toParameters(sums.group());
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    forward.launch(maps.grid(samples), input, context.parameters(), coefficients, biases, output);
  }

  @Override
  public void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    toInputs.launch(
        degree,
        maps.inGrid(samples),
        derivative,
        context.parameters(),
        coefficients,
        input,
        inDerivative);
  }

  @Override
  public void toParameters(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer partial) {
    SampleBlocks blocks = SampleBlocks.of(samples);
    toParameters.launch(
        degree,
        new Grid(context.output().maps(), blocks.count(), 1),
        input,
        derivative,
        samples,
        blocks.size(),
        coefficients,
        biases,
        context.parameterCount(),
        partial);
  }
}
