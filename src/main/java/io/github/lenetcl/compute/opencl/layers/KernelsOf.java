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
    return new ConvolutionKernels(context, layer);
  }

  /** Also a convolution whose kernels cover its input. */
  private LayerKernels full() {
    int inputs = context.input().size() / context.output().area();
    return ProductKernels.suits(context, inputs)
        ? ProductKernels.full(context)
        : new FullConnectionKernels(context);
  }

  @Override
  public LayerKernels locallyConnected(LocallyConnected layer) {
    return new LocallyConnectedKernels(context, layer);
  }

  @Override
  public LayerKernels subsampling(Subsampling layer) {
    return new SubsamplingKernels(context, layer);
  }

  @Override
  public LayerKernels pooling(Pooling layer) {
    return layer.kind() == Pooling.Kind.STOCHASTIC
        ? new StochasticPoolingKernels(context, layer)
        : new PoolingKernels(context, layer);
  }

  @Override
  public LayerKernels spatialPooling(SpatialPooling layer) {
    return new SpatialPoolingKernels(context, layer);
  }

  @Override
  public LayerKernels activation(Activation layer) {
    return new ActivationKernels(context, layer.function(), out);
  }

  @Override
  public LayerKernels pointwise(Pointwise layer) {
    return new PointwiseKernels(context, layer);
  }

  /** A copy: dropout that drops nothing. */
  @Override
  public LayerKernels flatten(Flatten layer) {
    return new DropoutKernels(context, new Dropout(layer.name(), 0));
  }

  @Override
  public LayerKernels fullConnection(FullConnection layer) {
    return full();
  }

  @Override
  public LayerKernels dropout(Dropout layer) {
    return new DropoutKernels(context, layer);
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
