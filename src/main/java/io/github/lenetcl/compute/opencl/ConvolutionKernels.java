package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

/** A convolution over the pairs of a connection table. */
final class ConvolutionKernels implements LayerKernels {

  private final Site site;
  private final ConnectionTable table;
  private final int kernel;
  private final int weights;
  private final int biases;
  private final Tile tile;
  private final Tile inTile;
  private final ClBuffer firstPair;
  private final ClBuffer pairInput;
  private final ClBuffer pairOutput;
  private final ClBuffer firstUse;
  private final ClBuffer usePair;
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
    String name = layer.name();
    firstPair = workspace.table(name + " first pairs", table.firstPairs());
    pairInput = workspace.table(name + " pairs' inputs", table.pairInputs());
    pairOutput = workspace.table(name + " pairs' outputs", table.pairOutputs());
    firstUse = workspace.table(name + " first uses", firstUses(table));
    usePair = workspace.table(name + " uses", pairsByInput(table));

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

  /** The pairs that read each input map, input map by input map. */
  private static int[] pairsByInput(ConnectionTable table) {
    int[] inputs = table.pairInputs();
    return IntStream.range(0, table.inputs())
        .flatMap(map -> IntStream.range(0, inputs.length).filter(pair -> inputs[pair] == map))
        .toArray();
  }

  /** Where each input map's pairs begin among those, and the number of pairs at the end. */
  private static int[] firstUses(ConnectionTable table) {
    int[] first = new int[table.inputs() + 1];
    for (int input : table.pairInputs()) {
      first[input + 1]++;
    }
    for (int map = 0; map < table.inputs(); map++) {
      first[map + 1] += first[map];
    }
    return first;
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
        firstPair,
        pairInput,
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
            firstUse,
            usePair,
            pairOutput,
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
            firstPair,
            pairInput,
            pairOutput,
            samples,
            blocks.size(),
            weights,
            biases,
            site.parameterCount(),
            partial);
  }
}
