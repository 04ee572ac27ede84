package io.github.lenetcl.compute.opencl.whole;

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
import java.util.Optional;

/**
 * Why a layer has no body in {@code kernels/lanes/}, or nothing where it has one.
 *
 * @param before the layer before it
 */
record LaneBodies(Optional<Layer> before) implements Layer.Cases<Optional<String>> {

  /** Sums of a kernel's row stay in registers: MOST_SUMS in convolution.h. */
  private static final int WIDEST_WINDOW = 28;

  private static final Optional<String> THERE = Optional.empty();

  @Override
  public Optional<String> convolution(Convolution layer) {
    return layer.window().width() <= WIDEST_WINDOW
        ? THERE
        : Optional.of("kernels of more than " + WIDEST_WINDOW + " columns");
  }

  @Override
  public Optional<String> locallyConnected(LocallyConnected layer) {
    return Optional.of("weights that are not shared");
  }

  @Override
  public Optional<String> subsampling(Subsampling layer) {
    return THERE;
  }

  @Override
  public Optional<String> pooling(Pooling layer) {
    return layer.kind() == Pooling.Kind.STOCHASTIC ? Optional.of("stochastic pooling") : THERE;
  }

  @Override
  public Optional<String> spatialPooling(SpatialPooling layer) {
    return Optional.of("stochastic spatial sampling");
  }

  @Override
  public Optional<String> activation(Activation layer) {
    return before.isPresent() && !(before.get() instanceof Flatten)
        ? THERE
        : Optional.of("an activation without a layer that it is part of");
  }

  @Override
  public Optional<String> pointwise(Pointwise layer) {
    return THERE;
  }

  @Override
  public Optional<String> flatten(Flatten layer) {
    return THERE;
  }

  @Override
  public Optional<String> fullConnection(FullConnection layer) {
    return THERE;
  }

  @Override
  public Optional<String> dropout(Dropout layer) {
    return THERE;
  }

  @Override
  public Optional<String> batchNormalization(BatchNormalization layer) {
    return Optional.of("statistics over the whole batch, of which a block has a part");
  }

  @Override
  public Optional<String> radialBasis(RadialBasis layer) {
    return layer.trainable() ? Optional.of("trainable centres") : THERE;
  }

  /** The last layer, which the losses compute. */
  @Override
  public Optional<String> softmax(Softmax layer) {
    return THERE;
  }
}
