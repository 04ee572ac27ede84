package io.github.lenetcl.model.onnx;

import io.github.lenetcl.model.NamedTensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects the nodes and weights of a graph that is a chain, under names that stand once. */
final class GraphBuilder {

  static final String INPUT = "input";
  static final String OUTPUT = "output";

  private final List<Node> nodes = new ArrayList<>();
  private final List<NamedTensor> initializers = new ArrayList<>();
  private final Set<String> taken = new HashSet<>(List.of(INPUT, OUTPUT));

  /** Adds weights; returns what nodes are to call them. */
  String initializer(String name, float[] values, Integer... shape) {
    String own = take(name);
    initializers.add(NamedTensor.of(own, values, shape));
    return own;
  }

  /** Adds integers that an operator reads; returns what it is to call them. */
  String integers(String name, long... values) {
    String own = take(name);
    initializers.add(NamedTensor.of(own, values, values.length));
    return own;
  }

  /** Adds values that are no weights; returns what nodes are to call them. */
  String constant(String name, float[] values, Integer... shape) {
    Attribute value = new Attribute.Constant(NamedTensor.of("", values, shape));
    return node(name, "Constant", List.of(), Map.of("value", value));
  }

  /** Adds a node; returns the name of its output, which is its own. */
  String node(String name, String op, List<String> inputs, Map<String, Attribute> attributes) {
    String own = take(name);
    nodes.add(new Node(own, op, inputs, List.of(own), new TreeMap<>(attributes)));
    return own;
  }

  /** Adds a node without attributes; returns the name of its output. */
  String node(String name, String op, String... inputs) {
    return node(name, op, List.of(inputs), Map.of());
  }

  /** Ends: the last node gives the output. */
  Graph build(List<Long> inputShape, List<Long> outputShape) {
    int end = nodes.size() - 1;
    Node last = nodes.get(end);
    nodes.set(
        end, new Node(last.name(), last.op(), last.inputs(), List.of(OUTPUT), last.attributes()));
    return new Graph(
        nodes,
        initializers,
        List.of(new Value(INPUT, TensorType.FLOAT.number(), inputShape)),
        List.of(new Value(OUTPUT, TensorType.FLOAT.number(), outputShape)));
  }

  private String take(String name) {
    String free = name;
    while (!taken.add(free)) {
      free += "_";
    }
    return free;
  }
}
