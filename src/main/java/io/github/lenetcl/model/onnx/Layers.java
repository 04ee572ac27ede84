package io.github.lenetcl.model.onnx;

import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The layers that a graph is made of, and their parameters. */
final class Layers {

  private final Shape input;
  private final Optional<Operation.Stretch> first;
  private final List<Layer> layers = new ArrayList<>();
  private final List<double[]> parameters = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private Layers(Shape input, Optional<Operation.Stretch> first) {
    this.input = input;
    this.first = first;
  }

  /**
   * Makes layers of what a graph gives.
   *
   * @param input the shape of one input
   * @param last the step that gives the output
   * @param ours whether we wrote the file: its first layer is no scaling then
   * @throws IllegalArgumentException naming what is no layer of ours
   */
  static Layers of(Shape input, Step last, boolean ours) {
    List<Neighbours.Part> parts = Neighbours.join(last, !ours);
    Optional<Operation.Stretch> first = Optional.empty();
    if (!ours
        && !parts.isEmpty()
        && parts.get(0).operation() instanceof Operation.Stretch stretch
        && stretch.gathered(1).isPresent()) {
      first = Optional.of(stretch);
      parts.remove(0);
    }
    int end = parts.size() - 1;
    if (ours
        && end > 0
        && parts.get(end - 1).operation() instanceof Operation.Radial
        && parts.get(end).operation() instanceof Operation.Stretch scores
        && scores.isNegation()) {
      // Penalties written as scores.
      parts.remove(end);
    }
    Layers layers = new Layers(input, first);
    parts.forEach(layers::add);
    return layers;
  }

  private void add(Neighbours.Part part) {
    Operation operation = part.operation();
    if (operation instanceof Operation.Points points && points.function().layer("").isEmpty()) {
      throw new IllegalArgumentException(
          "the function at %s is none of ours, wanted one of %s"
              .formatted(Node.quote(part.label()), functions()));
    }
    if (operation instanceof Operation.Padded) {
      throw new IllegalArgumentException(
          "the padding at %s has no Conv or AveragePool behind it, wanted one"
              .formatted(Node.quote(part.label())));
    }
    if (operation instanceof Operation.Stretch stretch
        && stretch.factor().length != part.input().maps()) {
      throw new IllegalArgumentException(
          "%s has a factor or shift for each value, wanted one for each map"
              .formatted(Node.quote(part.label())));
    }
    Layer layer = operation.layer(name(part.label()), part.input());
    if (layer instanceof Activation
        && !layers.isEmpty()
        && layers.get(layers.size() - 1) instanceof Activation) {
      between(part.input());
    }
    layers.add(layer);
    parameters.addAll(operation.tensors());
  }

  /** Two functions one behind the other want a layer between them: factors of 1. */
  private void between(Shape shape) {
    double[] ones = new double[shape.maps()];
    Arrays.fill(ones, 1);
    Operation.Stretch stretch = new Operation.Stretch(ones, new double[ones.length]);
    layers.add(stretch.layer(name("between"), shape));
    parameters.addAll(stretch.tensors());
  }

  private static String functions() {
    return Stream.<Enum<?>>concat(
            Arrays.stream(ActivationFunction.values()), Arrays.stream(Pointwise.Function.values()))
        .map(function -> function.name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .collect(Collectors.joining(", "));
  }

  /** Returns a name that no other layer has. */
  private String name(String label) {
    String free = label;
    for (int i = 2; !names.add(free); i++) {
      free = label + "-" + i;
    }
    return free;
  }

  /** Returns the one factor and shift of all inputs that the graph begins with, if it does. */
  Optional<Operation.Stretch> first() {
    return first;
  }

  Network network() {
    return new Network(input, layers);
  }

  /** Returns all parameters one after the other. */
  float[] parameters() {
    int count = parameters.stream().mapToInt(tensor -> tensor.length).reduce(0, Math::addExact);
    float[] flat = new float[count];
    int at = 0;
    for (double[] tensor : parameters) {
      for (double value : tensor) {
        flat[at++] = (float) value;
      }
    }
    return flat;
  }
}
