package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Flatten;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Softmax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stages that a network is run in: its layers, activations with the layer before them. */
final class Stages {

  private Stages() {}

  /** Returns why a network cannot be run as a whole, or none where it can. */
  static Optional<String> refusal(Network network, Shape input) {
    List<Layer> layers = network.layers();
    List<Shape> shapes = network.shapesFor(input);
    Optional<String> missing = missing(layers);
    if (missing.isPresent()) {
      return missing;
    }
    if (of(network, input).isEmpty()) {
      return Optional.of("nothing to compute");
    }
    Layer last = layers.get(layers.size() - 1);
    return shapes.get(shapes.size() - 1).area() == 1
        ? Optional.empty()
        : Optional.of(last.name() + ": outputs at more than one position");
  }

  /** Returns the first layer that has no body, and why; none where all have one. */
  static Optional<String> missing(List<Layer> layers) {
    for (int i = 0; i < layers.size(); i++) {
      Optional<Layer> before = i == 0 ? Optional.empty() : Optional.of(layers.get(i - 1));
      Optional<String> reason = layers.get(i).match(new LaneBodies(before));
      if (reason.isPresent()) {
        return Optional.of(layers.get(i).name() + ": " + reason.get());
      }
    }
    return Optional.empty();
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
