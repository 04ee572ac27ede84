package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.network.Subsampling;
import java.util.EnumMap;
import java.util.Map;

/** Trainable subsampling with any window, stride and padding. */
final class GeneralSubsamplingKernels implements LayerKernels {

  private final Site site;
  private final int maps;
  private final int coefficients;
  private final int biases;
  private final Tile tile;
  private final Tile inTile;
  private final ClKernel forward;
  private final Map<Order, ClKernel> toInputs = new EnumMap<>(Order.class);
  private final Map<Order, ClKernel> toParameters = new EnumMap<>(Order.class);

  GeneralSubsamplingKernels(Site site, Subsampling layer, boolean training) {
    this.site = site;
    maps = layer.maps();
    coefficients = site.offset("coefficient");
    biases = site.offset("bias");
    WindowSizes plane =
        new WindowSizes(
            site,
            layer.window(),
            Tile.of(
                site.output().width(), site.output().height(), site.tuned(Knob.SUBSAMPLING_TILE)),
            Tile.of(
                site.input().width(),
                site.input().height(),
                site.tuned(Knob.SUBSAMPLING_INPUT_TILE)));
    tile = plane.tile();
    inTile = plane.inTile();
    Lanes lanes =
        Lanes.of(site.tuned(Knob.SUBSAMPLING_LANES), site.output().width(), site.capacity(), 2);

    Map<String, Integer> sizes = plane.macros();
    sizes.put("COLUMN_LANES", lanes.columns());
    sizes.put("SAMPLE_LANES", lanes.samples());

    Workspace workspace = site.workspace();
    String file = "general_subsampling.cl";
    forward = workspace.kernel(file, sizes, "general_subsampling_forward", tile.group());
    if (training) {
      for (Order order : Order.values()) {
        String inputs = order.kernel("general_subsampling", "inputs");
        toInputs.put(order, workspace.kernel(file, sizes, inputs, inTile.group()));
        String parameters = order.kernel("general_subsampling", "parameters");
        toParameters.put(order, workspace.kernel(file, sizes, parameters, lanes.group()));
      }
    }
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
