package io.github.lenetcl.compute.opencl;

import java.util.EnumMap;
import java.util.Map;

/**
 * A full connection at each position, or a convolution whose kernels cover its whole input and that
 * reads all maps, which is the same with the input's units in the same order.
 */
final class FullConnectionKernels implements LayerKernels {

  private static final int LANES = 32;
  private static final int TILE_OUTPUTS = 4;
  private static final int INPUT_LANES = 64;

  private final Site site;
  private final int inputs;
  private final int outputs;
  private final int positions;
  private final int weights;
  private final int biases;
  private final int tileRows;
  private final ClKernel forward;
  private final Map<Order, ClKernel> toInputs = new EnumMap<>(Order.class);
  private final Map<Order, ClKernel> toParameters = new EnumMap<>(Order.class);

  FullConnectionKernels(Site site, boolean training) {
    this.site = site;
    positions = site.output().area();
    inputs = site.input().size() / positions;
    outputs = site.output().maps();
    weights = site.offset("weight");
    biases = site.offset("bias");
    tileRows = Math.min(4, site.capacity() * positions);

    Map<String, Integer> sizes = site.sizes();
    sizes.put("INPUTS", inputs);
    sizes.put("OUTPUTS", outputs);
    sizes.put("POSITIONS", positions);
    sizes.put("LANES", LANES);
    sizes.put("TILE_ROWS", tileRows);
    sizes.put("TILE_OUTPUTS", TILE_OUTPUTS);
    sizes.put("INPUT_LANES", INPUT_LANES);

    Workspace workspace = site.workspace();
    String file = "full_connection.cl";
    forward = workspace.kernel(file, sizes, "full_connection_forward", WorkGroup.of(LANES));
    if (training) {
      WorkGroup group = WorkGroup.of(INPUT_LANES);
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
        Blocks.ceilDiv(outputs, TILE_OUTPUTS),
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
            Blocks.ceilDiv(inputs, INPUT_LANES),
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
            Blocks.ceilDiv(inputs + 1, INPUT_LANES),
            Blocks.ceilDiv(outputs, TILE_OUTPUTS),
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
