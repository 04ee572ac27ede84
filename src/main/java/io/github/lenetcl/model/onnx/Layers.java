package io.github.lenetcl.model.onnx;

import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The layers read so far, their parameters, and the shape of what the last one gives. */
final class Layers {

  private final Shape input;
  private final List<Layer> layers = new ArrayList<>();
  private final List<float[]> parameters = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private Shape shape;

  Layers(Shape input) {
    this.input = input;
    this.shape = input;
  }

  Shape shape() {
    return shape;
  }

  /** Adds a layer and its parameters in the order of its tensors. */
  void add(Layer layer, float[]... tensors) {
    shape = layer.outputShape(shape);
    layers.add(layer);
    parameters.addAll(List.of(tensors));
  }

  /**
   * Returns a name for a layer that no other has: that of its weights before the point, else its
   * node's.
   *
   * @param node its last node
   * @param tensors the names of its weights
   */
  String name(Node node, String... tensors) {
    String name =
        Stream.of(tensors)
            .filter(tensor -> tensor.matches(".+\\.(weight|bias)"))
            .map(tensor -> tensor.substring(0, tensor.lastIndexOf('.')))
            .findFirst()
            .orElse(node.name().replaceFirst("^/", ""));
    if (name.isBlank()) {
      name = node.op();
    }
    String free = name;
    for (int i = 2; !names.add(free); i++) {
      free = name + "-" + i;
    }
    return free;
  }

  Network network() {
    return new Network(input, layers);
  }

  /** Returns all parameters one after the other. */
  float[] parameters() {
    int count = parameters.stream().mapToInt(tensor -> tensor.length).reduce(0, Math::addExact);
    float[] flat = new float[count];
    int at = 0;
    for (float[] tensor : parameters) {
      System.arraycopy(tensor, 0, flat, at, tensor.length);
      at += tensor.length;
    }
    return flat;
  }
}
