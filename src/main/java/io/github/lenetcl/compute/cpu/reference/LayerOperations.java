package io.github.lenetcl.compute.cpu.reference;

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
public record LayerOperations(
    Network network, PassDraws draws, float[] parameters, BatchStatistics statistics) {

  /** Returns the operation of a layer for inputs of a shape. */
  public Operation of(int index, Shape input) {
    return network.layers().get(index).match(new Kinds(index, input));
  }

  /** The operation of each kind of layer. */
  private final class Kinds implements Layer.Cases<Operation> {

    private final int index;
    private final Shape input;
    private final List<Parameter> own;

    Kinds(int index, Shape input) {
      this.index = index;
      this.input = input;
      own = network.parametersOf(index);
    }

    @Override
    public Operation convolution(Convolution layer) {
      boolean covers =
          layer.isPlain() && layer.table().isFull() && layer.outputShape(input).area() == 1;
      // C5: where the kernels cover the input, a convolution is a full connection of all its
      // values.
      return covers
          ? new FullConnectionOperation(
              input.size(), layer.table().outputs(), 1, own.get(0).offset(), second(own))
          : new ConvolutionOperation(layer, input, own.get(0).offset(), second(own));
    }

    @Override
    public Operation locallyConnected(LocallyConnected layer) {
      return new LocallyConnectedOperation(layer, own.get(0).offset(), second(own));
    }

    @Override
    public Operation subsampling(Subsampling layer) {
      return new SubsamplingOperation(layer, input, own.get(0).offset(), own.get(1).offset());
    }

    @Override
    public Operation pooling(Pooling layer) {
      return switch (layer.kind()) {
        case AVERAGE, PADDED_AVERAGE -> new AveragePoolingOperation(layer, input);
        case MAX -> new MaxPoolingOperation(layer, input);
        case STOCHASTIC -> new StochasticPoolingOperation(layer, input, draws.of(index));
      };
    }

    @Override
    public Operation spatialPooling(SpatialPooling layer) {
      return new SpatialPoolingOperation(layer, input, draws.of(index));
    }

    @Override
    public Operation activation(Activation layer) {
      return ActivationOperation.of(layer.function(), input.size());
    }

    @Override
    public Operation pointwise(Pointwise layer) {
      return new PointwiseOperation(layer.function(), layer.alpha(), input.size());
    }

    @Override
    public Operation flatten(Flatten layer) {
      return new FlattenOperation(input.size());
    }

    @Override
    public Operation fullConnection(FullConnection layer) {
      return new FullConnectionOperation(
          layer.inputs(), layer.outputs(), input.area(), own.get(0).offset(), second(own));
    }

    @Override
    public Operation dropout(Dropout layer) {
      return new DropoutOperation(layer, input.size(), draws.of(index));
    }

    @Override
    public Operation batchNormalization(BatchNormalization layer) {
      return new NormalizationOperation(statistics.of(index), input.area());
    }

    @Override
    public Operation radialBasis(RadialBasis layer) {
      return new RadialBasisOperation(
          layer.trainable() ? parameters : layer.centers().flat(),
          layer.trainable() ? own.get(0).offset() : 0,
          layer.trainable(),
          layer.centers().classes(),
          layer.centers().units(),
          input.area());
    }

    @Override
    public Operation softmax(Softmax layer) {
      return new SoftmaxOperation(input.maps(), input.area());
    }
  }

  /** Where the second tensor begins, the biases, if there is one. */
  private static OptionalInt second(List<Parameter> own) {
    return own.stream().skip(1).mapToInt(Parameter::offset).findFirst();
  }

  /**
   * Returns whether a layer's outputs stand where its inputs do: those of an activation, and of a
   * flattening that no activation follows, which would overwrite what the layers before it need.
   */
  public boolean inPlace(int index) {
    List<Layer> layers = network.layers();
    boolean activated = index + 1 < layers.size() && layers.get(index + 1) instanceof Activation;
    return layers.get(index) instanceof Activation
        || layers.get(index) instanceof Flatten && !activated;
  }
}
