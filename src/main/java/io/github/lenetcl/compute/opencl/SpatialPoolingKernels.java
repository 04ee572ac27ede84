package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.SpatialPooling;
import java.util.EnumMap;
import java.util.Map;

/** S3Pool: stochastic spatial sampling. */
final class SpatialPoolingKernels implements LayerKernels {

  private static final int GROUP = 64;

  private final int items;
  private final Site site;
  private final int strips;
  private final Tile tile;
  private final Tile inTile;
  private final ClBuffer choices;
  private final ClKernel draw;
  private final ClKernel forward;
  private final Map<Order, ClKernel> toInputs = new EnumMap<>(Order.class);
  private Draws draws = Draws.NONE;

  SpatialPoolingKernels(Site site, SpatialPooling layer, boolean training) {
    this.site = site;
    items = site.workspace().group(GROUP);
    Shape in = site.input();
    Shape out = site.output();
    strips = (in.height() + in.width()) / layer.grid();
    tile = Tile.of(out, site.workspace());
    inTile = Tile.of(in, site.workspace());
    Map<String, Integer> sizes = site.sizes();
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

    Workspace workspace = site.workspace();
    long lines = in.height() + in.width() + out.height() + out.width();
    choices = workspace.ints(layer.name() + " choices", lines * site.capacity());
    String file = "spatial_pooling.cl";
    draw = workspace.kernel(file, sizes, "spatial_pooling_draw", WorkGroup.of(items));
    forward = workspace.kernel(file, sizes, "spatial_pooling_forward", tile.group());
    if (training) {
      for (Order order : Order.values()) {
        String inputs = order.kernel("spatial_pooling", "inputs");
        toInputs.put(order, workspace.kernel(file, sizes, inputs, inTile.group()));
      }
    }
  }

  @Override
  public void draw(Draws next, int samples, ClBuffer order, int position) {
    draws = next;
    if (draws.on()) {
      draw.launch(
          site.workspace().queue(),
          Blocks.ceilDiv(samples * strips, items),
          1,
          1,
          order,
          position,
          draws.keyOf(site.layer()),
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
        site.workspace().queue(),
        (long) samples * site.output().maps(),
        tile.across(),
        tile.down(),
        input,
        drawing(),
        choices,
        output);
  }

  @Override
  public void toInputs(
      Order order, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    toInputs
        .get(order)
        .launch(
            site.workspace().queue(),
            (long) samples * site.input().maps(),
            inTile.across(),
            inTile.down(),
            derivative,
            input,
            drawing(),
            choices,
            inDerivative);
  }

  @Override
  public void toParameters(
      Order order, int samples, ClBuffer derivative, ClBuffer input, ClBuffer partial) {
    // Pooling has no parameters.
  }
}
