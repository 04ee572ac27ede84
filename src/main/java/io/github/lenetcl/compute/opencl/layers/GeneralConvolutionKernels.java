package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.compute.opencl.tuning.Knob;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Window;
import java.util.EnumMap;
import java.util.Map;

/** A convolution with any kernel, stride and padding, with or without biases. */
final class GeneralConvolutionKernels implements LayerKernels {

  private final LayerContext context;
  private final ConnectionTable table;
  private final Window window;
  private final int weights;
  private final int biases;
  private final WindowSizes maps;
  private final Pairs pairs;
  private final ClKernel forward;
  private final Map<Degree, ClKernel> toInputs = new EnumMap<>(Degree.class);
  private final Map<Degree, ClKernel> toParameters = new EnumMap<>(Degree.class);

  GeneralConvolutionKernels(LayerContext context, Convolution layer, boolean training) {
    this.context = context;
    table = layer.table();
    window = layer.window();
    weights = context.offset("weight");
    biases = layer.bias() ? context.offset("bias") : 0;
    maps = new WindowSizes(context, window);
    SummationGroup sums =
        SummationGroup.of(
            context.tuned(Knob.CONVOLUTION_LANES),
            context.output().width(),
            context.capacity(),
            window.width() + 1);
    Map<String, Integer> sizes = maps.macros();
    sizes.put("BIAS", layer.bias() ? 1 : 0);
    sizes.put("PADDED", maps.isPadded() ? 1 : 0);
    sizes.put("COLUMN_LANES", sums.columns());
    sizes.put("SAMPLE_LANES", sums.samples());

    Workspace workspace = context.workspace();
    pairs = Pairs.of(table, workspace, layer.name());
    String file = "general_convolution.cl";
    forward = workspace.kernel(file, sizes, "general_convolution_forward", maps.tile().group());
    if (training) {
      for (Degree degree : Degree.values()) {
        String inputs = degree.kernel("general_convolution", "inputs");
        toInputs.put(degree, workspace.kernel(file, sizes, inputs, maps.inTile().group()));
        String parameters = degree.kernel("general_convolution", "parameters");
        toParameters.put(degree, workspace.kernel(file, sizes, parameters, sums.group()));
      }
    }
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    forward.launch(
        context.workspace().queue(),
        (long) samples * table.outputs(),
        maps.tile().across(),
        maps.tile().down(),
        input,
        context.parameters(),
        weights,
        biases,
        pairs.first(),
        pairs.inputs(),
        output);
  }

  @Override
  public void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    toInputs
        .get(degree)
        .launch(
            context.workspace().queue(),
            (long) samples * table.inputs(),
            maps.inTile().across(),
            maps.inTile().down(),
            derivative,
            context.parameters(),
            weights,
            pairs.firstUse(),
            pairs.uses(),
            pairs.outputs(),
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
            context.parameterCount(),
            partial);
  }
}
