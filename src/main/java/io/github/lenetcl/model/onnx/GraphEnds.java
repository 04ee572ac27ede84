package io.github.lenetcl.model.onnx;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.model.NamedTensor;
import io.github.lenetcl.network.Shape;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The input and the output of a graph that is a network of ours. */
final class GraphEnds {

  private GraphEnds() {}

  /** Returns the one input that is no weight. */
  static Value input(String file, Graph graph) throws BadInputException {
    Set<String> weights =
        graph.initializers().stream().map(NamedTensor::name).collect(Collectors.toSet());
    List<Value> inputs =
        graph.inputs().stream().filter(input -> !weights.contains(input.name())).toList();
    if (inputs.size() != 1) {
      throw BadInputException.of(file, "number of inputs", inputs.size(), "1");
    }
    Value input = inputs.get(0);
    if (input.type() != TensorType.FLOAT.number()) {
      throw BadInputException.of(
          file, "element type of the input", input.type(), "1: single precision");
    }
    if (input.dimensions().size() != 4) {
      throw BadInputException.of(
          file, "input", input.dimensions().size() + " sides", "[N, maps, rows, columns]");
    }
    return input;
  }

  /** Returns the shape of an input without the samples. */
  static Shape shape(String file, Value input) throws BadInputException {
    List<Long> sides = input.dimensions().subList(1, 4);
    for (long side : sides) {
      if (side < 1 || side > Short.MAX_VALUE) {
        throw BadInputException.of(
            file,
            "input [N, maps, rows, columns]",
            side == Value.FREE ? "free" : side,
            "numbers from 1 to " + Short.MAX_VALUE);
      }
    }
    try {
      return new Shape(sides.get(0).intValue(), sides.get(1).intValue(), sides.get(2).intValue());
    } catch (IllegalArgumentException e) {
      throw new BadInputException(file + ": input: " + e.getMessage(), e);
    }
  }

  /** Refuses outputs that the last layer does not give. */
  static void requireOutput(String file, Graph graph, String last) throws BadInputException {
    List<String> outputs = graph.outputs().stream().map(Value::name).toList();
    if (!outputs.equals(List.of(last))) {
      throw BadInputException.of(
          file,
          "output",
          outputs.stream().limit(3).map(Node::quote).collect(Collectors.joining(", ")),
          Node.quote(last) + ", what the last layer gives");
    }
  }
}
