package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import java.util.Map;
import java.util.TreeMap;

/**
 * A convolution that reads all maps, or a full connection, as products of matrices by tiles: for
 * layers of many units over many rows, a row being a place of a sample.
 */
final class ProductKernels implements LayerKernels {

  /** Layers of fewer maps or taps, and passes of fewer rows, leave most of a tile empty. */
  private static final int FEWEST_MAPS = 16;

  private static final int FEWEST_TAPS = 48;
  static final int FEWEST_ROWS = 128;

  private final LayerContext context;
  private final Shape in;
  private final Shape out;
  private final Map<String, Integer> sizes;
  private final int taps;
  private final int weights;
  private final boolean biased;
  private final int biases;
  private final ProductTile forwardTile;
  private final ProductTile inputsTile;
  private final ProductTile parametersTile;
  private final ClKernel forward;
  private final DegreeKernels toInputs;
  private final DegreeKernels toParameters;

  private ProductKernels(LayerContext context, Shape in, Shape out, Window window, boolean padded) {
    this.context = context;
    this.in = in;
    this.out = out;
    taps = in.maps() * window.area();
    weights = context.offset("weight");
    biased = context.has("bias");
    biases = biased ? context.offset("bias") : 0;
    sizes = sizes(window, padded);
    long rows = (long) context.capacity() * out.area();
    forwardTile = ProductTile.of(context.workspace(), out.maps(), rows);
    forward = operation("forward.cl", forwardTile).forward(forwardTile.group());
    long places = (long) context.capacity() * in.area();
    inputsTile = ProductTile.of(context.workspace(), in.maps(), places);
    parametersTile = ProductTile.of(context.workspace(), out.maps(), taps + 1L);
    toInputs = operation("inputs.cl", inputsTile).toInputs(inputsTile.group());
    toParameters = operation("parameters.cl", parametersTile).toParameters(parametersTile.group());
  }

  /** A convolution. */
  static ProductKernels of(LayerContext context, Convolution layer) {
    Window window = layer.window();
    boolean padded = new WindowSizes(context, window).isPadded();
    return new ProductKernels(context, context.input(), context.output(), window, padded);
  }

  /** A full connection, or a convolution whose kernels cover its input: one place is one tap. */
  static ProductKernels full(LayerContext context) {
    int positions = context.output().area();
    Shape in = new Shape(context.input().size() / positions, 1, positions);
    Shape out = new Shape(context.output().maps(), 1, positions);
    return new ProductKernels(context, in, out, Window.of(1), false);
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

  private Map<String, Integer> sizes(Window window, boolean padded) {
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
    macros.put("BIASED", biased ? 1 : 0);
    return macros;
  }

  private Operation operation(String file, ProductTile tile) {
    Map<String, Integer> all = new TreeMap<>(sizes);
    all.putAll(tile.macros());
    return new Operation(context.workspace(), "product/" + file, "product", all);
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    int rows = samples * out.area();
    forward.launch(
        forwardTile.grid(out.maps(), rows, 1),
        input,
        context.parameters(),
        weights,
        biases,
        rows,
        output);
  }

  @Override
  public void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    int places = samples * in.area();
    toInputs.launch(
        degree,
        inputsTile.grid(in.maps(), places, 1),
        derivative,
        context.parameters(),
        weights,
        input,
        places,
        inDerivative);
  }

  @Override
  public void toParameters(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer partial) {
    SampleBlocks blocks = SampleBlocks.of(samples);
    toParameters.launch(
        degree,
        parametersTile.grid(out.maps(), taps + (biased ? 1 : 0), blocks.count()),
        input,
        derivative,
        samples * out.area(),
        blocks.size() * out.area(),
        weights,
        biases,
        context.parameterCount(),
        partial);
  }
}
