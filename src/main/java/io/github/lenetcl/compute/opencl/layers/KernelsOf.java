package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.BatchNormalization;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Dropout;
import io.github.lenetcl.network.Flatten;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.LocallyConnected;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Softmax;
import io.github.lenetcl.network.SpatialPooling;
import io.github.lenetcl.network.Subsampling;
import io.github.lenetcl.network.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The kernels of each kind of layer.
 *
 * @param context where the layer stands
 * @param out where its outputs go
 */
record KernelsOf(LayerContext context, ClBuffer out) implements Layer.Cases<LayerKernels> {

  @Override
  public LayerKernels convolution(Convolution layer) {
    boolean all = layer.table().isFull();
    if (all && layer.isPlain() && context.output().area() == 1) {
      return full();
    } else if (all
        && ProductKernels.suits(context, context.input().maps() * layer.window().area())) {
      return ProductKernels.of(context, layer);
    }
    return ConvolutionKernels.of(context, layer);
  }

  /** Also a convolution whose kernels cover its input. */
  private LayerKernels full() {
    int inputs = context.input().size() / context.output().area();
    return ProductKernels.suits(context, inputs)
        ? ProductKernels.full(context)
        : FullConnectionKernels.of(context);
  }

  @Override
  public LayerKernels locallyConnected(LocallyConnected layer) {
    return LocallyConnectedKernels.of(context, layer);
  }

  @Override
  public LayerKernels subsampling(Subsampling layer) {
    return SubsamplingKernels.of(context, layer);
  }

  @Override
  public LayerKernels pooling(Pooling layer) {
    WindowSizes maps = new WindowSizes(context, layer.window());
    Map<String, Integer> sizes = maps.macros();
    String kind =
        switch (layer.kind()) {
          case AVERAGE, PADDED_AVERAGE -> "average";
          case MAX -> "max";
          case STOCHASTIC -> "stochastic";
        };
    if (layer.kind() == Pooling.Kind.PADDED_AVERAGE) {
      sizes.put("PADDING_COUNTS", 1);
    }
    return PlainKernels.ofWindows(
        new Operation(context.workspace(), kind + "_pooling", sizes), maps, states(layer));
  }

  /** What a layer's draws start from, if it acts by chance. */
  private Optional<Drawn> states(Layer layer) {
    return layer.draws() ? Optional.of(Drawn.states(context)) : Optional.empty();
  }

  /** By chance among rows and columns, of which each strip of the grid keeps some. */
  @Override
  public LayerKernels spatialPooling(SpatialPooling layer) {
    WindowSizes maps = new WindowSizes(context, Window.of(layer.stride()));
    Map<String, Integer> sizes = maps.macros();
    sizes.put("SIDE", layer.side());
    sizes.put("STRIDE", layer.stride());
    sizes.put("GRID", layer.grid());
    Operation operation = Operation.ofItems(context.workspace(), "spatial_pooling", sizes);
    int lines = context.input().height() + context.input().width();
    long chosen = lines + context.output().height() + context.output().width();
    ClBuffer choices =
        context.workspace().ints(layer.name() + " choices", chosen * context.capacity());
    Drawn drawn = new Drawn(context, operation.kernel("draw"), lines / layer.grid(), choices);
    return PlainKernels.ofWindows(operation, maps, Optional.of(drawn));
  }

  @Override
  public LayerKernels activation(Activation layer) {
    return PlainKernels.ofActivation(context, layer.function(), out);
  }

  @Override
  public LayerKernels pointwise(Pointwise layer) {
    Map<String, Integer> sizes = context.sizes();
    // pointwise.cl numbers them in the order of the enumeration.
    sizes.put("POINTWISE", layer.function().ordinal());
    return PlainKernels.ofValues(
        context, "pointwise", sizes, Optional.empty(), List.of(), layer.alpha());
  }

  /** A copy: dropout that drops nothing. */
  @Override
  public LayerKernels flatten(Flatten layer) {
    return dropout(new Dropout(layer.name(), 0));
  }

  @Override
  public LayerKernels fullConnection(FullConnection layer) {
    return full();
  }

  @Override
  public LayerKernels dropout(Dropout layer) {
    Map<String, Integer> sizes = context.sizes();
    sizes.put("UNITS", context.output().size());
    Optional<Drawn> drawn = Optional.of(Drawn.states(context));
    return PlainKernels.ofValues(
        context, "dropout", sizes, drawn, List.of(), layer.threshold(), layer.factor());
  }

  @Override
  public LayerKernels batchNormalization(BatchNormalization layer) {
    return new NormalizationKernels(context, layer);
  }

  @Override
  public LayerKernels radialBasis(RadialBasis layer) {
    return new RadialBasisKernels(context, layer);
  }

  @Override
  public LayerKernels softmax(Softmax layer) {
    return new SoftmaxKernels(context, out);
  }
}
