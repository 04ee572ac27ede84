package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Tile;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.compute.opencl.tuning.Knob;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import java.util.EnumMap;
import java.util.Map;

/** A convolution over the pairs of a connection table. */
final class ConvolutionKernels implements LayerKernels {

  private final LayerContext context;
  private final ConnectionTable table;
  private final int kernel;
  private final int weights;
  private final int biases;
  private final Tile tile;
  private final Tile inTile;
  private final Pairs pairs;
  private final ClKernel forward;
  private final Map<Degree, ClKernel> toInputs = new EnumMap<>(Degree.class);
  private final Map<Degree, ClKernel> toParameters = new EnumMap<>(Degree.class);

  ConvolutionKernels(LayerContext context, Convolution layer, boolean training) {
    this.context = context;
    table = layer.table();
    kernel = layer.kernel();
    weights = context.offset("weight");
    biases = context.offset("bias");
    int strip = strip(context);
    tile =
        Tile.of(
            WorkGroup.ceilDiv(context.output().width(), strip),
            context.output().height(),
            context.tuned(Knob.CONVOLUTION_TILE));
    int inStrips = WorkGroup.ceilDiv(context.input().width(), strip);
    inTile =
        Tile.withMargin(
            context.tuned(Knob.CONVOLUTION_INPUT_TILE),
            inStrips,
            context.input().height(),
            strip,
            kernel - 1);
    SummationGroup sums =
        SummationGroup.of(
            context.tuned(Knob.CONVOLUTION_LANES),
            context.output().width(),
            context.capacity(),
            kernel + 1);

    Map<String, Integer> sizes = context.sizes();
    sizes.put("KERNEL", kernel);
    sizes.put("IN_MAPS", context.input().maps());
    sizes.put("IN_HEIGHT", context.input().height());
    sizes.put("IN_WIDTH", context.input().width());
    sizes.put("OUT_MAPS", context.output().maps());
    sizes.put("STRIP", strip);
    sizes.put("TILE_STRIPS", tile.width());
    sizes.put("TILE_HEIGHT", tile.height());
    sizes.put("IN_TILE_STRIPS", inTile.width());
    sizes.put("IN_TILE_HEIGHT", inTile.height());
    sizes.put("COLUMN_LANES", sums.columns());
    sizes.put("SAMPLE_LANES", sums.samples());

    Workspace workspace = context.workspace();
    pairs = Pairs.of(table, workspace, layer.name());

    String file = "convolution.cl";
    forward = workspace.kernel(file, sizes, "convolution_forward", tile.group());
    if (training) {
      for (Degree degree : Degree.values()) {
        String inputs = degree.kernel("convolution", "inputs");
        toInputs.put(degree, workspace.kernel(file, sizes, inputs, inTile.group()));
        String parameters = degree.kernel("convolution", "parameters");
        toParameters.put(degree, workspace.kernel(file, sizes, parameters, sums.group()));
      }
    }
  }

  /** The units in a row that a work-item computes: no more than a row has. */
  private static int strip(LayerContext context) {
    int width = context.output().width();
    int widest = width < 4 ? 1 : width < 8 ? 4 : 8;
    return Math.min(widest, context.tuned(Knob.CONVOLUTION_STRIP));
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    forward.launch(
        context.workspace().queue(),
        (long) samples * table.outputs(),
        tile.across(),
        tile.down(),
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
            inTile.across(),
            inTile.down(),
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
            (long) table.pairs() * kernel,
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
