package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.Grid;
import io.github.lenetcl.compute.opencl.device.Tile;
import io.github.lenetcl.network.Window;
import java.util.Map;

/**
 * What {@code window.h} is compiled with: where a layer's windows lie in its input maps, and how
 * work-groups cover the maps.
 *
 * @param context where the layer stands
 * @param window its windows
 * @param tile how work-groups cover a map of the output
 * @param inTile how they cover a map of the input
 */
record WindowSizes(LayerContext context, Window window, Tile tile, Tile inTile) {

  WindowSizes(LayerContext context, Window window) {
    this(
        context,
        window,
        Tile.of(context.output(), context.workspace()),
        Tile.of(context.input(), context.workspace()));
  }

  /** Returns the macros, with those of every layer. */
  Map<String, Integer> macros() {
    Map<String, Integer> sizes = context.sizes();
    sizes.put("WINDOW_HEIGHT", window.height());
    sizes.put("WINDOW_WIDTH", window.width());
    sizes.put("STRIDE_DOWN", window.strideDown());
    sizes.put("STRIDE_ACROSS", window.strideAcross());
    sizes.put("TOP", top());
    sizes.put("LEFT", left());
    sizes.put("IN_MAPS", context.input().maps());
    sizes.put("IN_HEIGHT", context.input().height());
    sizes.put("IN_WIDTH", context.input().width());
    sizes.put("OUT_MAPS", context.output().maps());
    sizes.put("OUT_HEIGHT", context.output().height());
    sizes.put("OUT_WIDTH", context.output().width());
    sizes.put("TILE_WIDTH", tile.width());
    sizes.put("TILE_HEIGHT", tile.height());
    sizes.put("IN_TILE_WIDTH", inTile.width());
    sizes.put("IN_TILE_HEIGHT", inTile.height());
    return sizes;
  }

  /** Returns the work-groups that cover all maps of the output. */
  Grid grid(int samples) {
    return tile.grid((long) samples * context.output().maps());
  }

  /** Returns the work-groups that cover all maps of the input. */
  Grid inGrid(int samples) {
    return inTile.grid((long) samples * context.input().maps());
  }

  /** Returns whether a window reaches into padding. */
  boolean isPadded() {
    int down = (context.output().height() - 1) * window.strideDown() + window.height();
    int across = (context.output().width() - 1) * window.strideAcross() + window.width();
    return top() > 0
        || left() > 0
        || down > context.input().height()
        || across > context.input().width();
  }

  private int top() {
    return window.top(context.input().height());
  }

  private int left() {
    return window.left(context.input().width());
  }
}
