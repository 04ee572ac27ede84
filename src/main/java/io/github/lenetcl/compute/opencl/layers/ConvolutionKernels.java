package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Grid;
import io.github.lenetcl.compute.opencl.device.Tile;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.compute.opencl.tuning.Knob;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import java.util.Map;

/**
 * A convolution over the pairs of a connection table: kernels by strips for square ones that stay
 * within the map, as the paper's do, others for any kernel, stride and padding, with or without
 * biases. Both take the same arguments.
 */
final class ConvolutionKernels implements LayerKernels {

  private final LayerContext context;
  private final ConnectionTable table;
  private final Window window;
  private final int weights;
  private final int biases;
  private final WindowSizes maps;
  private final Pairs pairs;
  private final ClKernel forward;
  private final DegreeKernels toInputs;
  private final DegreeKernels toParameters;

  ConvolutionKernels(LayerContext context, Convolution layer) {
    this.context = context;
    table = layer.table();
    window = layer.window();
    weights = context.offset("weight");
    biases = layer.bias() ? context.offset("bias") : 0;
    pairs = Pairs.of(table, context.workspace(), layer.name());
    SummationGroup sums =
        SummationGroup.of(
            context.tuned(Knob.CONVOLUTION_LANES),
            context.output().width(),
            context.capacity(),
            window.width() + 1);
    int strip = strip(context);
    maps = layer.isPlain() ? inStrips(strip) : new WindowSizes(context, window);
    Map<String, Integer> sizes = maps.macros();
    sizes.put("STRIP", strip);
    sizes.put("KERNEL", window.width());
    sizes.put("BIAS", layer.bias() ? 1 : 0);
    sizes.put("PADDED", maps.isPadded() ? 1 : 0);
    sizes.putAll(sums.macros());
    String name = layer.isPlain() ? "convolution" : "general_convolution";
    Operation operation = new Operation(context.workspace(), name, sizes);
    forward = operation.forward(maps.tile().group());
    toInputs = operation.toInputs(maps.inTile().group());
    toParameters = operation.toParameters(sums.group());
  }

  private WindowSizes inStrips(int strip) {
    Shape in = context.input();
    Shape out = context.output();
    Tile tile =
        Tile.of(
            WorkGroup.ceilDiv(out.width(), strip),
            out.height(),
            context.tuned(Knob.CONVOLUTION_TILE));
    Tile inTile =
        Tile.withMargin(
            context.tuned(Knob.CONVOLUTION_INPUT_TILE),
            WorkGroup.ceilDiv(in.width(), strip),
            in.height(),
            strip,
            window.width() - 1);
    return new WindowSizes(context, window, tile, inTile);
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
        maps.grid(samples),
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
    toInputs.launch(
        degree,
        maps.inGrid(samples),
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
    toParameters.launch(
        degree,
        new Grid((long) table.pairs() * window.height(), blocks.count(), 1),
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
