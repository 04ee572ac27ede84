package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.BatchNormalization;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Dropout;
import io.github.lenetcl.network.Flatten;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.LocallyConnected;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Softmax;
import io.github.lenetcl.network.SpatialPooling;
import io.github.lenetcl.network.Subsampling;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which operation a layer has.
 *
 * @param network the network
 * @param draws what its layers draw
 * @param parameters its parameters, for operations that cannot do without them in any pass
 * @param statistics what batch normalisation works with
 */
record LayerOperations(
    Network network, PassDraws draws, float[] parameters, BatchStatistics statistics) {

  /** Returns the operation of a layer for inputs of a shape. */
  Operation of(int index, Shape input) {
    Layer layer = network.layers().get(index);
    List<Parameter> own = network.parametersOf(index);
    if (layer instanceof Convolution convolution) {
      return convolution(convolution, input, own);
    }
    if (layer instanceof LocallyConnected local) {
      return new LocallyConnectedOperation(local, own.get(0).offset(), second(own));
    }
    if (layer instanceof Subsampling subsampling) {
      int coefficientAt = own.get(0).offset();
      int biasAt = own.get(1).offset();
      return subsampling.window().isTiling()
          ? new SubsamplingOperation(subsampling, input, coefficientAt, biasAt)
          : new GeneralSubsamplingOperation(subsampling, input, coefficientAt, biasAt);
    }
    if (layer instanceof Pooling pooling) {
      return switch (pooling.kind()) {
        case AVERAGE -> new AveragePoolingOperation(pooling, input);
        case MAX -> new MaxPoolingOperation(pooling, input);
        case STOCHASTIC -> new StochasticPoolingOperation(pooling, input, draws.of(index));
      };
    }
    if (layer instanceof SpatialPooling pooling) {
      return new SpatialPoolingOperation(pooling, input, draws.of(index));
    }
    if (layer instanceof Flatten) {
      return new FlattenOperation(input.size());
    }
    if (layer instanceof Dropout dropout) {
      return new DropoutOperation(dropout, input.size(), draws.of(index));
    }
    if (layer instanceof BatchNormalization) {
      return new NormalizationOperation(statistics.of(index), input.area());
    }
    if (layer instanceof FullConnection full) {
      return new FullConnectionOperation(
          full.inputs(), full.outputs(), input.area(), own.get(0).offset(), second(own));
    }
    if (layer instanceof RadialBasis rbf) {
      return new RadialBasisOperation(
          rbf.trainable() ? parameters : rbf.centers().flat(),
          rbf.trainable() ? own.get(0).offset() : 0,
          rbf.trainable(),
          rbf.centers().classes(),
          rbf.centers().units(),
          input.area());
    }
    if (layer instanceof Activation activation) {
      return ActivationOperation.of(activation.function(), input.size());
    }
    if (layer instanceof Pointwise pointwise) {
      return new PointwiseOperation(pointwise.function(), pointwise.alpha(), input.size());
    }
    if (layer instanceof Softmax) {
      return new SoftmaxOperation(input.maps(), input.area());
    }
    throw new IllegalArgumentException(layer.name() + ": no operation for " + layer);
  }

  private static Operation convolution(Convolution layer, Shape input, List<Parameter> own) {
    int weightAt = own.get(0).offset();
    if (!layer.isPlain()) {
      return new GeneralConvolutionOperation(layer, input, weightAt, second(own));
    }
    if (layer.table().isFull() && layer.outputShape(input).area() == 1) {
      // C5: where the kernels cover the input, a convolution is a full connection of all its
      // values.
      return new FullConnectionOperation(
          input.size(), layer.table().outputs(), 1, weightAt, second(own));
    }
    return new ConvolutionOperation(layer, input, weightAt, own.get(1).offset());
  }

  /** Where the second tensor begins, the biases, if there is one. */
  private static OptionalInt second(List<Parameter> own) {
    return own.stream().skip(1).mapToInt(Parameter::offset).findFirst();
  }

  /** Returns whether a layer acts by chance. */
  static boolean draws(Layer layer) {
    return layer instanceof Dropout
        || layer instanceof SpatialPooling
        || layer instanceof Pooling pooling && pooling.kind() == Pooling.Kind.STOCHASTIC;
  }

  /**
   * Returns whether a layer's outputs stand where its inputs do: those of an activation, and of a
   * flattening that no activation follows, which would overwrite what the layers before it need.
   */
  boolean inPlace(int index) {
    List<Layer> layers = network.layers();
    boolean activated = index + 1 < layers.size() && layers.get(index + 1) instanceof Activation;
    return layers.get(index) instanceof Activation
        || layers.get(index) instanceof Flatten && !activated;
  }
}
