package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Window;
import java.util.EnumMap;
import java.util.Map;

/** A convolution with any kernel, stride and padding, with or without biases. */
final class GeneralConvolutionKernels implements LayerKernels {

  private final Site site;
  private final ConnectionTable table;
  private final Window window;
  private final int weights;
  private final int biases;
  private final WindowSizes maps;
  private final Pairs pairs;
  private final ClKernel forward;
  private final Map<Order, ClKernel> toInputs = new EnumMap<>(Order.class);
  private final Map<Order, ClKernel> toParameters = new EnumMap<>(Order.class);

  GeneralConvolutionKernels(Site site, Convolution layer, boolean training) {
    this.site = site;
    table = layer.table();
    window = layer.window();
    weights = site.offset("weight");
    biases = layer.bias() ? site.offset("bias") : 0;
    maps = new WindowSizes(site, window);
    Lanes lanes =
        Lanes.of(
            site.tuned(Knob.CONVOLUTION_LANES),
            site.output().width(),
            site.capacity(),
            window.width() + 1);
    Map<String, Integer> sizes = maps.macros();
    sizes.put("BIAS", layer.bias() ? 1 : 0);
    sizes.put("PADDED", maps.isPadded() ? 1 : 0);
    sizes.put("COLUMN_LANES", lanes.columns());
    sizes.put("SAMPLE_LANES", lanes.samples());

    Workspace workspace = site.workspace();
    pairs = Pairs.of(table, workspace, layer.name());
    String file = "general_convolution.cl";
    forward = workspace.kernel(file, sizes, "general_convolution_forward", maps.tile().group());
    if (training) {
      for (Order order : Order.values()) {
        String inputs = order.kernel("general_convolution", "inputs");
        toInputs.put(order, workspace.kernel(file, sizes, inputs, maps.inTile().group()));
        String parameters = order.kernel("general_convolution", "parameters");
        toParameters.put(order, workspace.kernel(file, sizes, parameters, lanes.group()));
      }
    }
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    forward.launch(
        site.workspace().queue(),
        (long) samples * table.outputs(),
        maps.tile().across(),
        maps.tile().down(),
        input,
        site.parameters(),
        weights,
        biases,
        pairs.first(),
        pairs.inputs(),
        output);
  }

  @Override
  public void toInputs(
      Order order, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    toInputs
        .get(order)
        .launch(
            site.workspace().queue(),
            (long) samples * table.inputs(),
            maps.inTile().across(),
            maps.inTile().down(),
            derivative,
            site.parameters(),
            weights,
            pairs.firstUse(),
            pairs.uses(),
            pairs.outputs(),
            input,
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
            (long) table.pairs() * window.height(),
            blocks.count(),
            1,
            input,
            derivative,
            pairs.first(),
            pairs.inputs(),
            pairs.outputs(),
            samples,
            blocks.size(),
            weights,
            biases,
            site.parameterCount(),
            partial);
  }
}
