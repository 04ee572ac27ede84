package io.github.lenetcl.model.onnx;

import io.github.lenetcl.model.NamedTensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tensors of a graph whose values are known: its weights and its constants. */
final class Constants {

  private final Map<String, NamedTensor> tensors = new HashMap<>();
  private final Set<String> weights = new HashSet<>();

  Constants(List<NamedTensor> initializers) {
    for (NamedTensor initializer : initializers) {
      tensors.put(initializer.name(), initializer);
      weights.add(initializer.name());
    }
  }

  /** Takes the value of a node {@code Constant}. */
  void add(Node node) {
    Attribute value = node.attributes().get("value");
    if (value instanceof Attribute.Constant constant) {
      tensors.put(node.output(), constant.value());
    } else if (node.has("value_float")) {
      float[] number = {node.number("value_float", 0)};
      tensors.put(node.output(), NamedTensor.of(node.output(), number));
    } else {
      throw Node.unfit("value", "of another kind", "a tensor");
    }
  }

  /** Gives a tensor another name, as writers do for weights that are equal. */
  void alias(String name, String other) {
    tensors.put(other, tensors.get(name));
    if (isWeight(name)) {
      weights.add(other);
    }
  }

  boolean has(String name) {
    return tensors.containsKey(name);
  }

  /** Whether a tensor is a weight rather than a constant. */
  boolean isWeight(String name) {
    return weights.contains(name);
  }

  Optional<NamedTensor> find(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /** Returns the real numbers that a node reads. */
  NamedTensor numbers(Node node, int input) {
    NamedTensor tensor = get(node, input);
    if (!tensor.type().isReal()) {
      throw Node.unfit("input " + input, "of integers", "real numbers");
    }
    return tensor;
  }

  /** Returns the integers that a node reads, or nothing where the input is left out. */
  Optional<List<Long>> integers(Node node, int input) {
    return node.input(input).map(name -> integers(get(node, input), input));
  }

  private static List<Long> integers(NamedTensor tensor, int input) {
    if (tensor.type().isReal()) {
      throw Node.unfit("input " + input, "of real numbers", "integers");
    }
    return Arrays.stream(tensor.longs()).boxed().toList();
  }

  private NamedTensor get(Node node, int input) {
    return node.input(input)
        .flatMap(this::find)
        .orElseThrow(
            () ->
                Node.unfit(
                    "input " + input,
                    node.input(input).map(Node::quote).orElse("absent"),
                    "a weight or a constant"));
  }
}
