package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.Grid;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.compute.opencl.layers.SumKernels.Share;
import io.github.lenetcl.network.LocallyConnected;
import java.util.Map;

/** A convolution whose weights are not shared. */
final class LocallyConnectedKernels {

  private static final int LANES = 32;
  private static final int INPUT_LANES = 64;
  private static final int TILE_SAMPLES = 4;

  private LocallyConnectedKernels() {}

  static LayerKernels of(LayerContext context, LocallyConnected layer) {
    int fanIn = context.input().maps() * layer.window().area();
    int lanes = Math.min(context.workspace().group(LANES), fanIn);
    int inputLanes = Math.min(context.workspace().group(INPUT_LANES), fanIn + 1);
    int tileSamples = Math.min(TILE_SAMPLES, context.capacity());

    Map<String, Integer> sizes = new WindowSizes(context, layer.window()).macros();
    sizes.put("LANES", lanes);
    sizes.put("INPUT_LANES", inputLanes);
    sizes.put("TILE_SAMPLES", tileSamples);
    Operation operation = new Operation(context.workspace(), "locally_connected", sizes);

    long units = context.output().size();
    long inputTiles = WorkGroup.ceilDiv(context.input().size(), inputLanes);
    long parameterTiles = WorkGroup.ceilDiv(fanIn + 1, inputLanes);
    // A row is a sample.
    return new SumKernels(
        context,
        context.offset("weight"),
        operation.forward(WorkGroup.of(lanes)),
        Share.ofRows(1, rows -> new Grid(units, WorkGroup.ceilDiv(rows, tileSamples), 1)),
        operation.toInputs(WorkGroup.of(inputLanes)),
        Share.ofRows(1, rows -> new Grid(inputTiles, WorkGroup.ceilDiv(rows, tileSamples), 1)),
        operation.toParameters(WorkGroup.of(inputLanes)),
        blocks -> new Grid(parameterTiles, units, blocks));
  }
}
