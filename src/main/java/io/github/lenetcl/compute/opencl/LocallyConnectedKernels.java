package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.network.LocallyConnected;
import java.util.EnumMap;
import java.util.Map;

/** A convolution whose weights are not shared. */
final class LocallyConnectedKernels implements LayerKernels {

  private static final int LANES = 32;
  private static final int INPUT_LANES = 64;
  private static final int TILE_SAMPLES = 4;

  private final Site site;
  private final int fanIn;
  private final int inputLanes;
  private final int tileSamples;
  private final int weights;
  private final int biases;
  private final ClKernel forward;
  private final Map<Order, ClKernel> toInputs = new EnumMap<>(Order.class);
  private final Map<Order, ClKernel> toParameters = new EnumMap<>(Order.class);

  LocallyConnectedKernels(Site site, LocallyConnected layer, boolean training) {
    this.site = site;
    fanIn = site.input().maps() * layer.window().area();
    weights = site.offset("weight");
    biases = layer.bias() ? site.offset("bias") : 0;
    int lanes = Math.min(site.workspace().group(LANES), fanIn);
    inputLanes = Math.min(site.workspace().group(INPUT_LANES), fanIn + 1);
    tileSamples = Math.min(TILE_SAMPLES, site.capacity());

    Map<String, Integer> sizes = new WindowSizes(site, layer.window()).macros();
    sizes.put("BIAS", layer.bias() ? 1 : 0);
    sizes.put("LANES", lanes);
    sizes.put("INPUT_LANES", inputLanes);
    sizes.put("TILE_SAMPLES", tileSamples);

    Workspace workspace = site.workspace();
    String file = "locally_connected.cl";
    forward = workspace.kernel(file, sizes, "locally_connected_forward", WorkGroup.of(lanes));
    if (training) {
      WorkGroup group = WorkGroup.of(inputLanes);
      for (Order order : Order.values()) {
        String inputs = order.kernel("locally_connected", "inputs");
        toInputs.put(order, workspace.kernel(file, sizes, inputs, group));
        String parameters = order.kernel("locally_connected", "parameters");
        toParameters.put(order, workspace.kernel(file, sizes, parameters, group));
      }
    }
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    forward.launch(
        site.workspace().queue(),
        site.output().size(),
        Blocks.ceilDiv(samples, tileSamples),
        1,
        input,
        site.parameters(),
        weights,
        biases,
        samples,
        output);
  }

  @Override
  public void toInputs(
      Order order, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    toInputs
        .get(order)
        .launch(
            site.workspace().queue(),
            Blocks.ceilDiv(site.input().size(), inputLanes),
            Blocks.ceilDiv(samples, tileSamples),
            1,
            derivative,
            site.parameters(),
            weights,
            input,
            samples,
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
            Blocks.ceilDiv(fanIn + 1, inputLanes),
            site.output().size(),
            blocks.count(),
            input,
            derivative,
            samples,
            blocks.size(),
            weights,
            biases,
            site.parameterCount(),
            partial);
  }
}
