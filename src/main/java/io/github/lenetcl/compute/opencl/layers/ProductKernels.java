package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.compute.opencl.layers.SumKernels.Share;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import java.util.Map;
import java.util.TreeMap;

/**
 * A convolution that reads all maps, or a full connection, as products of matrices by tiles: for
 * layers of many units over many rows, a row being a place of a sample.
 */
final class ProductKernels {

  /** Layers of fewer maps or taps, and passes of fewer rows, leave most of a tile empty. */
  private static final int FEWEST_MAPS = 16;

  private static final int FEWEST_TAPS = 48;
  static final int FEWEST_ROWS = 128;

  private ProductKernels() {}

  /** A convolution. */
  static LayerKernels of(LayerContext context, Convolution layer) {
    Window window = layer.window();
    boolean padded = new WindowSizes(context, window).isPadded();
    return of(context, context.input(), context.output(), window, padded);
  }

  /** A full connection, or a convolution whose kernels cover its input: one place is one tap. */
  static LayerKernels full(LayerContext context) {
    int positions = context.output().area();
    Shape in = new Shape(context.input().size() / positions, 1, positions);
    Shape out = new Shape(context.output().maps(), 1, positions);
    return of(context, in, out, Window.of(1), false);
  }

  /**
   * Returns whether a layer is large enough.
   *
   * @param taps the weights of a unit
   */
  static boolean suits(LayerContext context, int taps) {
    long rows = (long) context.capacity() * context.output().area();
    int maps = Math.min(context.input().maps(), context.output().maps());
    return maps >= FEWEST_MAPS && taps >= FEWEST_TAPS && rows >= FEWEST_ROWS;
  }

  private static LayerKernels of(
      LayerContext context, Shape in, Shape out, Window window, boolean padded) {
    Workspace workspace = context.workspace();
    int taps = in.maps() * window.area();
    Map<String, Integer> sizes = sizes(context, in, out, window, padded);
    int columns = taps + sizes.get("BIASED");
    ProductTile outputs =
        ProductTile.of(workspace, out.maps(), (long) context.capacity() * out.area());
    ProductTile inputs =
        ProductTile.of(workspace, in.maps(), (long) context.capacity() * in.area());
    ProductTile sums = ProductTile.of(workspace, out.maps(), taps + 1L);
    return new SumKernels(
        context,
        context.offset("weight"),
        operation(workspace, "forward", sizes, outputs).forward(outputs.group()),
        Share.ofRows(out.area(), rows -> outputs.grid(out.maps(), rows, 1)),
        operation(workspace, "inputs", sizes, inputs).toInputs(inputs.group()),
        Share.ofRows(in.area(), rows -> inputs.grid(in.maps(), rows, 1)),
        operation(workspace, "parameters", sizes, sums).toParameters(sums.group()),
        blocks -> sums.grid(out.maps(), columns, blocks));
  }

  private static Map<String, Integer> sizes(
      LayerContext context, Shape in, Shape out, Window window, boolean padded) {
    Map<String, Integer> macros = context.sizes();
    macros.put("IN_MAPS", in.maps());
    macros.put("IN_HEIGHT", in.height());
    macros.put("IN_WIDTH", in.width());
    macros.put("OUT_MAPS", out.maps());
    macros.put("OUT_HEIGHT", out.height());
    macros.put("OUT_WIDTH", out.width());
    macros.put("WINDOW_HEIGHT", window.height());
    macros.put("WINDOW_WIDTH", window.width());
    macros.put("STRIDE_DOWN", window.strideDown());
    macros.put("STRIDE_ACROSS", window.strideAcross());
    macros.put("TOP", window.top(in.height()));
    macros.put("LEFT", window.left(in.width()));
    macros.put("PADDED", padded ? 1 : 0);
    return macros;
  }

  private static Operation operation(
      Workspace workspace, String part, Map<String, Integer> sizes, ProductTile tile) {
    Map<String, Integer> all = new TreeMap<>(sizes);
    all.putAll(tile.macros());
    return new Operation(workspace, "product/" + part + ".cl", "product", all);
  }
}
