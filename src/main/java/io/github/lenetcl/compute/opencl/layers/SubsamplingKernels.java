package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Tile;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.compute.opencl.tuning.Knob;
import io.github.lenetcl.network.Subsampling;
import java.util.Map;

/** Trainable subsampling. */
final class SubsamplingKernels implements LayerKernels {

  private final LayerContext context;
  private final int maps;
  private final int coefficients;
  private final int biases;
  private final Tile tile;
  private final Tile inTile;
  private final ClKernel forward;
  private final Map<Degree, ClKernel> toInputs;
  private final Map<Degree, ClKernel> toParameters;

  SubsamplingKernels(LayerContext context, Subsampling layer) {
    this.context = context;
    maps = layer.maps();
    coefficients = context.offset("coefficient");
    biases = context.offset("bias");
    tile =
        Tile.of(
            context.output().width(),
            context.output().height(),
            context.tuned(Knob.SUBSAMPLING_TILE));
    inTile =
        Tile.of(
            context.input().width(),
            context.input().height(),
            context.tuned(Knob.SUBSAMPLING_INPUT_TILE));
    SummationGroup sums =
        SummationGroup.of(
            context.tuned(Knob.SUBSAMPLING_LANES), context.output().width(), context.capacity(), 2);

    Map<String, Integer> sizes = new WindowSizes(context, layer.window(), tile, inTile).macros();
    sizes.put("COLUMN_LANES", sums.columns());
    sizes.put("SAMPLE_LANES", sums.samples());

    Workspace workspace = context.workspace();
    Operation operation = new Operation(context.workspace(), "subsampling", sizes);
    forward = operation.forward(tile.group());
    toInputs = operation.toInputs(inTile.group());
    toParameters = operation.toParameters(sums.group());
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    forward.launch(
        context.workspace().queue(),
        (long) samples * maps,
        tile.across(),
        tile.down(),
        input,
        context.parameters(),
        coefficients,
        biases,
        output);
  }

  @Override
  public void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    toInputs
        .get(degree)
        .launch(
            context.workspace().queue(),
            (long) samples * maps,
            inTile.across(),
            inTile.down(),
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
    toParameters
        .get(degree)
        .launch(
            context.workspace().queue(),
            maps,
            blocks.count(),
            1,
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
