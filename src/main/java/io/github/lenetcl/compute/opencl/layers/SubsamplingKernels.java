package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Tile;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.compute.opencl.tuning.Knob;
import io.github.lenetcl.network.Subsampling;
import java.util.EnumMap;
import java.util.Map;

/**
 * Trainable subsampling: kernels of their own for windows that tile the maps, as the paper's do,
 * others for any window, stride and padding. Both take the same arguments.
 */
final class SubsamplingKernels implements LayerKernels {

  private final LayerContext context;
  private final int maps;
  private final int coefficients;
  private final int biases;
  private final Tile tile;
  private final Tile inTile;
  private final ClKernel forward;
  private final Map<Degree, ClKernel> toInputs = new EnumMap<>(Degree.class);
  private final Map<Degree, ClKernel> toParameters = new EnumMap<>(Degree.class);

  SubsamplingKernels(LayerContext context, Subsampling layer, boolean training) {
    this.context = context;
    maps = layer.maps();
    coefficients = context.offset("coefficient");
    biases = context.offset("bias");
    tile =
        Tile.of(
            context.output().width(),
            context.output().height(),
            context.tuned(Knob.SUBSAMPLING_TILE));
    inTile =
        Tile.of(
            context.input().width(),
            context.input().height(),
            context.tuned(Knob.SUBSAMPLING_INPUT_TILE));
    SummationGroup sums =
        SummationGroup.of(
            context.tuned(Knob.SUBSAMPLING_LANES), context.output().width(), context.capacity(), 2);

    boolean tiling = layer.window().isTiling();
    Map<String, Integer> sizes =
        tiling
            ? tilingSizes(layer.window().height())
            : new WindowSizes(context, layer.window(), tile, inTile).macros();
    sizes.put("COLUMN_LANES", sums.columns());
    sizes.put("SAMPLE_LANES", sums.samples());

    Workspace workspace = context.workspace();
    String operation = tiling ? "subsampling" : "general_subsampling";
    String file = operation + ".cl";
    forward = workspace.kernel(file, sizes, operation + "_forward", tile.group());
    if (training) {
      for (Degree degree : Degree.values()) {
        String inputs = degree.kernel(operation, "inputs");
        toInputs.put(degree, workspace.kernel(file, sizes, inputs, inTile.group()));
        String parameters = degree.kernel(operation, "parameters");
        toParameters.put(degree, workspace.kernel(file, sizes, parameters, sums.group()));
      }
    }
  }

  private Map<String, Integer> tilingSizes(int window) {
    Map<String, Integer> sizes = context.sizes();
    sizes.put("WINDOW", window);
    sizes.put("MAPS", maps);
    sizes.put("IN_HEIGHT", context.input().height());
    sizes.put("IN_WIDTH", context.input().width());
    sizes.put("TILE_WIDTH", tile.width());
    sizes.put("TILE_HEIGHT", tile.height());
    sizes.put("IN_TILE_WIDTH", inTile.width());
    sizes.put("IN_TILE_HEIGHT", inTile.height());
    return sizes;
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    forward.launch(
        context.workspace().queue(),
        (long) samples * maps,
        tile.across(),
        tile.down(),
        input,
        context.parameters(),
        coefficients,
        biases,
        output);
  }

  @Override
  public void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    toInputs
        .get(degree)
        .launch(
            context.workspace().queue(),
            (long) samples * maps,
            inTile.across(),
            inTile.down(),
            derivative,
            context.parameters(),
            coefficients,
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
            maps,
            blocks.count(),
            1,
            input,
            derivative,
            samples,
            blocks.size(),
            coefficients,
            biases,
            context.parameterCount(),
            partial);
  }
}
