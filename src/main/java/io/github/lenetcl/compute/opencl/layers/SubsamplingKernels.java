package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.Grid;
import io.github.lenetcl.compute.opencl.device.Tile;
import io.github.lenetcl.compute.opencl.layers.SumKernels.Share;
import io.github.lenetcl.compute.opencl.tuning.Knob;
import io.github.lenetcl.network.Subsampling;
import java.util.Map;

/** Trainable subsampling. */
final class SubsamplingKernels {

  private SubsamplingKernels() {}

  static LayerKernels of(LayerContext context, Subsampling layer) {
    Tile tile = Tile.of(context.output(), context.tuned(Knob.SUBSAMPLING_TILE));
    Tile inTile = Tile.of(context.input(), context.tuned(Knob.SUBSAMPLING_INPUT_TILE));
    WindowSizes maps = new WindowSizes(context, layer.window(), tile, inTile);
    SummationGroup sums =
        SummationGroup.of(
            context.tuned(Knob.SUBSAMPLING_LANES), context.output().width(), context.capacity(), 2);
    Map<String, Integer> sizes = maps.macros();
    sizes.putAll(sums.macros());
    Operation operation = new Operation(context.workspace(), "subsampling", sizes);
    return new SumKernels(
        context,
        context.offset("coefficient"),
        operation.forward(tile.group()),
        Share.ofSamples(maps::grid),
        operation.toInputs(inTile.group()),
        Share.ofSamples(maps::inGrid),
        operation.toParameters(sums.group()),
        blocks -> new Grid(context.output().maps(), blocks, 1));
  }
}
