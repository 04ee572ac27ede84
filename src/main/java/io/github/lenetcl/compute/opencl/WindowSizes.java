package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.network.Window;
import java.util.Map;

/**
 * What {@code window.h} is compiled with: where a layer's windows lie in its input maps, and how
 * work-groups cover the maps.
 *
 * @param site where the layer stands
 * @param window its windows
 * @param tile how work-groups cover a map of the output
 * @param inTile how they cover a map of the input
 */
record WindowSizes(Site site, Window window, Tile tile, Tile inTile) {

  WindowSizes(Site site, Window window) {
    this(
        site,
        window,
        Tile.of(site.output(), site.workspace()),
        Tile.of(site.input(), site.workspace()));
  }

  /** Returns the macros, with those of every layer. */
  Map<String, Integer> macros() {
    Map<String, Integer> sizes = site.sizes();
    sizes.put("WINDOW_HEIGHT", window.height());
    sizes.put("WINDOW_WIDTH", window.width());
    sizes.put("STRIDE_DOWN", window.strideDown());
    sizes.put("STRIDE_ACROSS", window.strideAcross());
    sizes.put("TOP", top());
    sizes.put("LEFT", left());
    sizes.put("IN_MAPS", site.input().maps());
    sizes.put("IN_HEIGHT", site.input().height());
    sizes.put("IN_WIDTH", site.input().width());
    sizes.put("OUT_MAPS", site.output().maps());
    sizes.put("OUT_HEIGHT", site.output().height());
    sizes.put("OUT_WIDTH", site.output().width());
    sizes.put("TILE_WIDTH", tile.width());
    sizes.put("TILE_HEIGHT", tile.height());
    sizes.put("IN_TILE_WIDTH", inTile.width());
    sizes.put("IN_TILE_HEIGHT", inTile.height());
    return sizes;
  }

  /** Returns whether a window reaches into padding. */
  boolean isPadded() {
    int down = (site.output().height() - 1) * window.strideDown() + window.height();
    int across = (site.output().width() - 1) * window.strideAcross() + window.width();
    return top() > 0 || left() > 0 || down > site.input().height() || across > site.input().width();
  }

  private int top() {
    return window.top(site.input().height());
  }

  private int left() {
    return window.left(site.input().width());
  }
}
