package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Tile;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.SpatialPooling;
import java.util.Map;

/** S3Pool: stochastic spatial sampling. */
final class SpatialPoolingKernels implements LayerKernels {

  private static final int GROUP = 64;

  private final int items;
  private final LayerContext context;
  private final int strips;
  private final Tile tile;
  private final Tile inTile;
  private final ClBuffer choices;
  private final ClKernel draw;
  private final ClKernel forward;
  private final Map<Degree, ClKernel> toInputs;
  private Draws draws = Draws.NONE;

  SpatialPoolingKernels(LayerContext context, SpatialPooling layer) {
    this.context = context;
    items = context.workspace().group(GROUP);
    Shape in = context.input();
    Shape out = context.output();
    strips = (in.height() + in.width()) / layer.grid();
    tile = Tile.of(out, context.workspace());
    inTile = Tile.of(in, context.workspace());
    Map<String, Integer> sizes = context.sizes();
    sizes.put("SIDE", layer.side());
    sizes.put("STRIDE", layer.stride());
    sizes.put("GRID", layer.grid());
    sizes.put("MAPS", in.maps());
    sizes.put("IN_HEIGHT", in.height());
    sizes.put("IN_WIDTH", in.width());
    sizes.put("TILE_WIDTH", tile.width());
    sizes.put("TILE_HEIGHT", tile.height());
    sizes.put("IN_TILE_WIDTH", inTile.width());
    sizes.put("IN_TILE_HEIGHT", inTile.height());
    sizes.put("GROUP", items);

    Workspace workspace = context.workspace();
    long lines = in.height() + in.width() + out.height() + out.width();
    choices = workspace.ints(layer.name() + " choices", lines * context.capacity());
    Operation operation = new Operation(workspace, "spatial_pooling", sizes);
    draw = operation.kernel("draw", WorkGroup.of(items));
    forward = operation.forward(tile.group());
    toInputs = operation.toInputs(inTile.group());
  }

  @Override
  public void draw(Draws next, int samples, ClBuffer order, int position) {
    draws = next;
    if (draws.on()) {
      draw.launch(
          context.workspace().queue(),
          WorkGroup.ceilDiv(samples * strips, items),
          1,
          1,
          order,
          position,
          draws.keyOf(context.layer()),
          samples,
          choices);
    }
  }

  private int drawing() {
    return draws.on() ? 1 : 0;
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    forward.launch(
        context.workspace().queue(),
        (long) samples * context.output().maps(),
        tile.across(),
        tile.down(),
        input,
        drawing(),
        choices,
        output);
  }

  @Override
  public void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    toInputs
        .get(degree)
        .launch(
            context.workspace().queue(),
            (long) samples * context.input().maps(),
            inTile.across(),
            inTile.down(),
            derivative,
            input,
            drawing(),
            choices,
            inDerivative);
  }
}
