package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.Grid;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.compute.opencl.layers.SumKernels.Share;
import io.github.lenetcl.compute.opencl.tuning.Knob;
import java.util.Map;

/**
 * A full connection at each position, or a convolution whose kernels cover its whole input and that
 * reads all maps, which is the same with the input's units in the same order.
 */
final class FullConnectionKernels {

  private FullConnectionKernels() {}

  static LayerKernels of(LayerContext context) {
    int positions = context.output().area();
    int inputs = context.input().size() / positions;
    int outputs = context.output().maps();
    int tileRows = Math.min(context.tuned(Knob.FULL_ROWS), context.capacity() * positions);
    int tileOutputs = context.tuned(Knob.FULL_OUTPUTS);
    int inputLanes = context.tuned(Knob.FULL_INPUT_LANES);
    int lanes = context.tuned(Knob.FULL_LANES);

    Map<String, Integer> sizes = context.sizes();
    sizes.put("INPUTS", inputs);
    sizes.put("OUTPUTS", outputs);
    sizes.put("POSITIONS", positions);
    sizes.put("LANES", lanes);
    sizes.put("TILE_ROWS", tileRows);
    sizes.put("TILE_OUTPUTS", tileOutputs);
    sizes.put("INPUT_LANES", inputLanes);
    Operation operation = new Operation(context.workspace(), "full_connection", sizes);

    long inputTiles = WorkGroup.ceilDiv(inputs, inputLanes);
    long parameterTiles = WorkGroup.ceilDiv(inputs + sizes.get("BIASED"), inputLanes);
    long outputTiles = WorkGroup.ceilDiv(outputs, tileOutputs);
    return new SumKernels(
        context,
        context.offset("weight"),
        operation.forward(WorkGroup.of(lanes)),
        Share.ofRows(
            positions, rows -> new Grid(WorkGroup.ceilDiv(rows, tileRows), outputTiles, 1)),
        operation.toInputs(WorkGroup.of(inputLanes)),
        Share.ofRows(positions, rows -> new Grid(WorkGroup.ceilDiv(rows, tileRows), inputTiles, 1)),
        operation.toParameters(WorkGroup.of(inputLanes)),
        blocks -> new Grid(parameterTiles, outputTiles, blocks));
  }
}
