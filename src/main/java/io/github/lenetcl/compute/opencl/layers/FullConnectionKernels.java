package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Grid;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.compute.opencl.tuning.Knob;
import java.util.Map;

/**
 * A full connection at each position, or a convolution whose kernels cover its whole input and that
 * reads all maps, which is the same with the input's units in the same order.
 */
final class FullConnectionKernels implements LayerKernels {

  private final LayerContext context;
  private final int inputs;
  private final int outputs;
  private final int positions;
  private final int weights;
  private final boolean biased;
  private final int biases;
  private final int tileRows;
  private final int tileOutputs;
  private final int inputLanes;
  private final ClKernel forward;
  private final DegreeKernels toInputs;
  private final DegreeKernels toParameters;

  FullConnectionKernels(LayerContext context) {
    this.context = context;
    positions = context.output().area();
    inputs = context.input().size() / positions;
    outputs = context.output().maps();
    weights = context.offset("weight");
    biased = context.has("bias");
    biases = biased ? context.offset("bias") : 0;
    tileRows = Math.min(context.tuned(Knob.FULL_ROWS), context.capacity() * positions);
    tileOutputs = context.tuned(Knob.FULL_OUTPUTS);
    inputLanes = context.tuned(Knob.FULL_INPUT_LANES);
    int lanes = context.tuned(Knob.FULL_LANES);

    Map<String, Integer> sizes = context.sizes();
    sizes.put("INPUTS", inputs);
    sizes.put("OUTPUTS", outputs);
    sizes.put("POSITIONS", positions);
    sizes.put("BIASED", biased ? 1 : 0);
    sizes.put("LANES", lanes);
    sizes.put("TILE_ROWS", tileRows);
    sizes.put("TILE_OUTPUTS", tileOutputs);
    sizes.put("INPUT_LANES", inputLanes);

    Operation operation = new Operation(context.workspace(), "full_connection", sizes);
    forward = operation.forward(WorkGroup.of(lanes));
    toInputs = operation.toInputs(WorkGroup.of(inputLanes));
    toParameters = operation.toParameters(WorkGroup.of(inputLanes));
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    int rows = samples * positions;
    forward.launch(
        new Grid(WorkGroup.ceilDiv(rows, tileRows), WorkGroup.ceilDiv(outputs, tileOutputs), 1),
        input,
        context.parameters(),
        weights,
        biases,
        rows,
        output);
  }

  @Override
  public void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    int rows = samples * positions;
    toInputs.launch(
        degree,
        new Grid(WorkGroup.ceilDiv(rows, tileRows), WorkGroup.ceilDiv(inputs, inputLanes), 1),
        derivative,
        context.parameters(),
        weights,
        input,
        rows,
        inDerivative);
  }

  @Override
  public void toParameters(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer partial) {
    SampleBlocks blocks = SampleBlocks.of(samples);
    toParameters.launch(
        degree,
        new Grid(
            WorkGroup.ceilDiv(inputs + (biased ? 1 : 0), inputLanes),
            WorkGroup.ceilDiv(outputs, tileOutputs),
            blocks.count()),
        input,
        derivative,
        samples * positions,
        blocks.size() * positions,
        weights,
        biases,
        context.parameterCount(),
        partial);
  }
}
