package io.github.lenetcl.compute.opencl;

import java.util.EnumMap;
import java.util.Map;

/**
 * A full connection at each position, or a convolution whose kernels cover its whole input and that
 * reads all maps, which is the same with the input's units in the same order.
 */
final class FullConnectionKernels implements LayerKernels {

  private final Site site;
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
  private final Map<Order, ClKernel> toInputs = new EnumMap<>(Order.class);
  private final Map<Order, ClKernel> toParameters = new EnumMap<>(Order.class);

  FullConnectionKernels(Site site, boolean training) {
    this.site = site;
    positions = site.output().area();
    inputs = site.input().size() / positions;
    outputs = site.output().maps();
    weights = site.offset("weight");
    biased = site.has("bias");
    biases = biased ? site.offset("bias") : 0;
    tileRows = Math.min(site.tuned(Knob.FULL_ROWS), site.capacity() * positions);
    tileOutputs = site.tuned(Knob.FULL_OUTPUTS);
    inputLanes = site.tuned(Knob.FULL_INPUT_LANES);
    int lanes = site.tuned(Knob.FULL_LANES);

    Map<String, Integer> sizes = site.sizes();
    sizes.put("INPUTS", inputs);
    sizes.put("OUTPUTS", outputs);
    sizes.put("POSITIONS", positions);
    sizes.put("BIASED", biased ? 1 : 0);
    sizes.put("LANES", lanes);
    sizes.put("TILE_ROWS", tileRows);
    sizes.put("TILE_OUTPUTS", tileOutputs);
    sizes.put("INPUT_LANES", inputLanes);

    Workspace workspace = site.workspace();
    String file = "full_connection.cl";
    forward = workspace.kernel(file, sizes, "full_connection_forward", WorkGroup.of(lanes));
    if (training) {
      WorkGroup group = WorkGroup.of(inputLanes);
      for (Order order : Order.values()) {
        String inputs = order.kernel("full_connection", "inputs");
        toInputs.put(order, workspace.kernel(file, sizes, inputs, group));
        String parameters = order.kernel("full_connection", "parameters");
        toParameters.put(order, workspace.kernel(file, sizes, parameters, group));
      }
    }
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    int rows = samples * positions;
    forward.launch(
        site.workspace().queue(),
        Blocks.ceilDiv(rows, tileRows),
        Blocks.ceilDiv(outputs, tileOutputs),
        1,
        input,
        site.parameters(),
        weights,
        biases,
        rows,
        output);
  }

  @Override
  public void toInputs(
      Order order, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    int rows = samples * positions;
    toInputs
        .get(order)
        .launch(
            site.workspace().queue(),
            Blocks.ceilDiv(rows, tileRows),
            Blocks.ceilDiv(inputs, inputLanes),
            1,
            derivative,
            site.parameters(),
            weights,
            input,
            rows,
            inDerivative);
  }

  @Override
  public void toParameters(
      Order order, int samples, ClBuffer derivative, ClBuffer input, ClBuffer partial) {
    Blocks blocks = Blocks.of(samples);
    toParameters
        .get(order)
        .launch(
            site.workspace().queue(),
            Blocks.ceilDiv(inputs + (biased ? 1 : 0), inputLanes),
            Blocks.ceilDiv(outputs, tileOutputs),
            blocks.count(),
            input,
            derivative,
            samples * positions,
            blocks.size() * positions,
            weights,
            biases,
            site.parameterCount(),
            partial);
  }
}
