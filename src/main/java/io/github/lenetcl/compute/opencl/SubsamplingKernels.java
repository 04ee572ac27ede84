package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.network.Subsampling;
import java.util.EnumMap;
import java.util.Map;

/**
 * Trainable subsampling: kernels of their own for windows that tile the maps, as the paper's do,
 * others for any window, stride and padding. Both take the same arguments.
 */
final class SubsamplingKernels implements LayerKernels {

  private final Site site;
  private final int maps;
  private final int coefficients;
  private final int biases;
  private final Tile tile;
  private final Tile inTile;
  private final ClKernel forward;
  private final Map<Order, ClKernel> toInputs = new EnumMap<>(Order.class);
  private final Map<Order, ClKernel> toParameters = new EnumMap<>(Order.class);

  SubsamplingKernels(Site site, Subsampling layer, boolean training) {
    this.site = site;
    maps = layer.maps();
    coefficients = site.offset("coefficient");
    biases = site.offset("bias");
    tile =
        Tile.of(site.output().width(), site.output().height(), site.tuned(Knob.SUBSAMPLING_TILE));
    inTile =
        Tile.of(
            site.input().width(), site.input().height(), site.tuned(Knob.SUBSAMPLING_INPUT_TILE));
    Lanes lanes =
        Lanes.of(site.tuned(Knob.SUBSAMPLING_LANES), site.output().width(), site.capacity(), 2);

    boolean tiling = layer.window().isTiling();
    Map<String, Integer> sizes =
        tiling
            ? tilingSizes(layer.window().height())
            : new WindowSizes(site, layer.window(), tile, inTile).macros();
    sizes.put("COLUMN_LANES", lanes.columns());
    sizes.put("SAMPLE_LANES", lanes.samples());

    Workspace workspace = site.workspace();
    String operation = tiling ? "subsampling" : "general_subsampling";
    String file = operation + ".cl";
    forward = workspace.kernel(file, sizes, operation + "_forward", tile.group());
    if (training) {
      for (Order order : Order.values()) {
        String inputs = order.kernel(operation, "inputs");
        toInputs.put(order, workspace.kernel(file, sizes, inputs, inTile.group()));
        String parameters = order.kernel(operation, "parameters");
        toParameters.put(order, workspace.kernel(file, sizes, parameters, lanes.group()));
      }
    }
  }

  private Map<String, Integer> tilingSizes(int window) {
    Map<String, Integer> sizes = site.sizes();
    sizes.put("WINDOW", window);
    sizes.put("MAPS", maps);
    sizes.put("IN_HEIGHT", site.input().height());
    sizes.put("IN_WIDTH", site.input().width());
    sizes.put("TILE_WIDTH", tile.width());
    sizes.put("TILE_HEIGHT", tile.height());
    sizes.put("IN_TILE_WIDTH", inTile.width());
    sizes.put("IN_TILE_HEIGHT", inTile.height());
    return sizes;
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    forward.launch(
        site.workspace().queue(),
        (long) samples * maps,
        tile.across(),
        tile.down(),
        input,
        site.parameters(),
        coefficients,
        biases,
        output);
  }

  @Override
  public void toInputs(
      Order order, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    toInputs
        .get(order)
        .launch(
            site.workspace().queue(),
            (long) samples * maps,
            inTile.across(),
            inTile.down(),
            derivative,
            site.parameters(),
            coefficients,
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
            maps,
            blocks.count(),
            1,
            input,
            derivative,
            samples,
            blocks.size(),
            coefficients,
            biases,
            site.parameterCount(),
            partial);
  }
}
