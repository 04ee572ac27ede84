package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Dropout;
import io.github.lenetcl.network.Flatten;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Softmax;
import io.github.lenetcl.network.Subsampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stages that a network is run in: its layers, activations with the layer before them. */
final class Stages {

  /** Sums of a kernel's row stay in registers: MOST_SUMS in convolution.h. */
  static final int WIDEST_WINDOW = 28;

  private Stages() {}

  /** Returns why a layer has no body, or none where all have one. */
  static Optional<String> refusal(Network network, Shape input) {
    List<Layer> layers = network.layers();
    List<Shape> shapes = network.shapesFor(input);
    for (int i = 0; i < layers.size(); i++) {
      Optional<String> reason =
          refusal(layers.get(i), i == 0 ? Optional.empty() : Optional.of(layers.get(i - 1)));
      if (reason.isPresent()) {
        return Optional.of(layers.get(i).name() + ": " + reason.get());
      }
    }
    if (of(network, input).isEmpty()) {
      return Optional.of("nothing to compute");
    }
    Layer last = layers.get(layers.size() - 1);
    return shapes.get(shapes.size() - 1).area() == 1
        ? Optional.empty()
        : Optional.of(last.name() + ": outputs at more than one position");
  }

  private static Optional<String> refusal(Layer layer, Optional<Layer> before) {
    if (layer instanceof Convolution convolution) {
      return convolution.window().width() <= WIDEST_WINDOW
          ? Optional.empty()
          : Optional.of("kernels of more than " + WIDEST_WINDOW + " columns");
    } else if (layer instanceof Activation) {
      return before.isPresent() && !(before.get() instanceof Flatten)
          ? Optional.empty()
          : Optional.of("an activation without a layer that it is part of");
    } else if (layer instanceof Pooling pooling) {
      return pooling.kind() == Pooling.Kind.STOCHASTIC
          ? Optional.of("stochastic pooling")
          : Optional.empty();
    } else if (layer instanceof RadialBasis rbf) {
      return rbf.trainable() ? Optional.of("trainable centres") : Optional.empty();
    }
    boolean known =
        layer instanceof FullConnection
            || layer instanceof Subsampling
            || layer instanceof Dropout
            || layer instanceof Flatten
            || layer instanceof Pointwise
            || layer instanceof Softmax;
    return known ? Optional.empty() : Optional.of("no body for this kind of layer");
  }

  /** Returns a network's stages. Flattening and the last softmax are none. */
  static List<Stage> of(Network network, Shape input) {
    List<Stage> stages = new ArrayList<>();
    List<Layer> layers = network.layers();
    List<Shape> shapes = network.shapesFor(input);
    ActivationFunction before = ActivationFunction.LINEAR;
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      if (layer instanceof Activation || layer instanceof Flatten || layer instanceof Softmax) {
        continue;
      }
      ActivationFunction after =
          i + 1 < layers.size() && layers.get(i + 1) instanceof Activation activation
              ? activation.function()
              : ActivationFunction.LINEAR;
      Shape in = i == 0 ? input : shapes.get(i - 1);
      stages.add(new Stage(i, layer, in, shapes.get(i), before, after, stages.isEmpty()));
      before = after;
    }
    return stages;
  }
}
