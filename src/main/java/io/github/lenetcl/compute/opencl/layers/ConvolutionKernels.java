package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.Grid;
import io.github.lenetcl.compute.opencl.device.Tile;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.compute.opencl.layers.SumKernels.Share;
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
final class ConvolutionKernels {

  private ConvolutionKernels() {}

  static LayerKernels of(LayerContext context, Convolution layer) {
    ConnectionTable table = layer.table();
    Window window = layer.window();
    Pairs pairs = Pairs.of(table, context.workspace(), layer.name());
    SummationGroup sums =
        SummationGroup.of(
            context.tuned(Knob.CONVOLUTION_LANES),
            context.output().width(),
            context.capacity(),
            window.width() + 1);
    int strip = strip(context, layer);
    WindowSizes maps =
        new WindowSizes(context, window, tile(context, strip), inTile(context, window, strip));
    Map<String, Integer> sizes = maps.macros();
    sizes.putAll(sums.macros());
    sizes.put("PLAIN", layer.isPlain() ? 1 : 0);
    sizes.put("STRIP", strip);
    Operation operation = new Operation(context.workspace(), "convolution", sizes);
    long rows = (long) table.pairs() * window.height();
    return new SumKernels(
        context,
        context.offset("weight"),
        operation.forward(maps.tile().group()),
        Share.ofSamples(maps::grid, pairs.first(), pairs.inputs()),
        operation.toInputs(maps.inTile().group()),
        Share.ofSamples(maps::inGrid, pairs.firstUse(), pairs.uses(), pairs.outputs()),
        operation.toParameters(sums.group()),
        blocks -> new Grid(rows, blocks, 1),
        pairs.first(),
        pairs.inputs(),
        pairs.outputs());
  }

  /** The units in a row that a work-item computes: no more than a row has. */
  private static int strip(LayerContext context, Convolution layer) {
    int width = context.output().width();
    int widest = width < 4 || !layer.isPlain() ? 1 : width < 8 ? 4 : 8;
    return Math.min(widest, context.tuned(Knob.CONVOLUTION_STRIP));
  }

  private static Tile tile(LayerContext context, int strip) {
    Shape out = context.output();
    int strips = WorkGroup.ceilDiv(out.width(), strip);
    return Tile.of(strips, out.height(), context.tuned(Knob.CONVOLUTION_TILE));
  }

  private static Tile inTile(LayerContext context, Window window, int strip) {
    Shape in = context.input();
    return Tile.withMargin(
        context.tuned(Knob.CONVOLUTION_INPUT_TILE),
        WorkGroup.ceilDiv(in.width(), strip),
        in.height(),
        strip,
        window.width() - 1);
  }
}
