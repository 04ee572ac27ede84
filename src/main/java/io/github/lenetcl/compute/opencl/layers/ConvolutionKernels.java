package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Degree;
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
 * A convolution over the pairs of a connection table, by strips where windows are as the paper's:
 * square ones that stay within the map, with steps of one.
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
    int strip = strip(context, layer);
    maps = new WindowSizes(context, window, tile(strip), inTile(strip));
    Map<String, Integer> sizes = maps.macros();
    sizes.putAll(sums.macros());
    sizes.put("PLAIN", layer.isPlain() ? 1 : 0);
    sizes.put("STRIP", strip);
    sizes.put("BIAS", layer.bias() ? 1 : 0);
    Operation operation = new Operation(context.workspace(), "convolution", sizes);
    forward = operation.forward(maps.tile().group());
    toInputs = operation.toInputs(maps.inTile().group());
    toParameters = operation.toParameters(sums.group());
  }

  /** The units in a row that a work-item computes: no more than a row has. */
  private static int strip(LayerContext context, Convolution layer) {
    int width = context.output().width();
    int widest = width < 4 || !layer.isPlain() ? 1 : width < 8 ? 4 : 8;
    return Math.min(widest, context.tuned(Knob.CONVOLUTION_STRIP));
  }

  private Tile tile(int strip) {
    Shape out = context.output();
    int strips = WorkGroup.ceilDiv(out.width(), strip);
    return Tile.of(strips, out.height(), context.tuned(Knob.CONVOLUTION_TILE));
  }

  private Tile inTile(int strip) {
    Shape in = context.input();
    return Tile.withMargin(
        context.tuned(Knob.CONVOLUTION_INPUT_TILE),
        WorkGroup.ceilDiv(in.width(), strip),
        in.height(),
        strip,
        window.width() - 1);
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
