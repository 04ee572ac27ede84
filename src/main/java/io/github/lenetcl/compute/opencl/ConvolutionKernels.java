package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import java.util.EnumMap;
import java.util.Map;

/** A convolution over the pairs of a connection table. */
final class ConvolutionKernels implements LayerKernels {

  private final Site site;
  private final ConnectionTable table;
  private final int kernel;
  private final int weights;
  private final int biases;
  private final Tile tile;
  private final Tile inTile;
  private final Pairs pairs;
  private final ClKernel forward;
  private final Map<Order, ClKernel> toInputs = new EnumMap<>(Order.class);
  private final Map<Order, ClKernel> toParameters = new EnumMap<>(Order.class);

  ConvolutionKernels(Site site, Convolution layer, boolean training) {
    this.site = site;
    table = layer.table();
    kernel = layer.kernel();
    weights = site.offset("weight");
    biases = site.offset("bias");
    int strip = strip(site);
    tile =
        Tile.of(
            Blocks.ceilDiv(site.output().width(), strip),
            site.output().height(),
            site.tuned(Knob.CONVOLUTION_TILE));
    int inStrips = Blocks.ceilDiv(site.input().width(), strip);
    inTile =
        Tile.withMargin(
            site.tuned(Knob.CONVOLUTION_INPUT_TILE),
            inStrips,
            site.input().height(),
            strip,
            kernel - 1);
    Lanes lanes =
        Lanes.of(
            site.tuned(Knob.CONVOLUTION_LANES), site.output().width(), site.capacity(), kernel + 1);

    Map<String, Integer> sizes = site.sizes();
    sizes.put("KERNEL", kernel);
    sizes.put("IN_MAPS", site.input().maps());
    sizes.put("IN_HEIGHT", site.input().height());
    sizes.put("IN_WIDTH", site.input().width());
    sizes.put("OUT_MAPS", site.output().maps());
    sizes.put("STRIP", strip);
    sizes.put("TILE_STRIPS", tile.width());
    sizes.put("TILE_HEIGHT", tile.height());
    sizes.put("IN_TILE_STRIPS", inTile.width());
    sizes.put("IN_TILE_HEIGHT", inTile.height());
    sizes.put("COLUMN_LANES", lanes.columns());
    sizes.put("SAMPLE_LANES", lanes.samples());

    Workspace workspace = site.workspace();
    pairs = Pairs.of(table, workspace, layer.name());

    String file = "convolution.cl";
    forward = workspace.kernel(file, sizes, "convolution_forward", tile.group());
    if (training) {
      for (Order order : Order.values()) {
        String inputs = order.kernel("convolution", "inputs");
        toInputs.put(order, workspace.kernel(file, sizes, inputs, inTile.group()));
        String parameters = order.kernel("convolution", "parameters");
        toParameters.put(order, workspace.kernel(file, sizes, parameters, lanes.group()));
      }
    }
  }

  /** The units in a row that a work-item computes: no more than a row has. */
  private static int strip(Site site) {
    int width = site.output().width();
    int widest = width < 4 ? 1 : width < 8 ? 4 : 8;
    return Math.min(widest, site.tuned(Knob.CONVOLUTION_STRIP));
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    forward.launch(
        site.workspace().queue(),
        (long) samples * table.outputs(),
        tile.across(),
        tile.down(),
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
            inTile.across(),
            inTile.down(),
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
            site.parameterCount(),
            partial);
  }
}
