package io.github.lenetcl.model.onnx;

import io.github.lenetcl.model.NamedTensor;
import java.util.List;
import java.util.Optional;

/** Reads biases: the third input of an operator, or an {@code Add} behind it. */
final class Biases {

  private final Chain chain;

  Biases(Chain chain) {
    this.chain = chain;
  }

  /**
   * Returns the biases of a node, if it has any.
   *
   * @param node the node
   * @param units the sides of its output but for the samples, 1 where a bias is shared
   */
  Optional<Bias> read(Node node, List<Integer> units) {
    if (node.input(2).isEmpty()) {
      return added(units);
    }
    NamedTensor tensor = chain.constants().numbers(node, 2);
    if (tensor.size() != units.get(0)) {
      throw Node.unfit("number of biases", tensor.size(), units.get(0));
    }
    return Optional.of(new Bias(tensor.name(), tensor.floats(), node));
  }

  /** Returns the biases that the next node adds, if it does so. */
  Optional<Bias> added(List<Integer> units) {
    return chain.ahead(List.of("Add")).stream()
        .filter(add -> add.inputs().size() == 2 && add.inputs().contains(chain.current()))
        .findFirst()
        .flatMap(add -> added(add, units));
  }

  private Optional<Bias> added(Node add, List<Integer> units) {
    int other = add.inputs().get(0).equals(chain.current()) ? 1 : 0;
    if (!chain.constants().has(add.inputs().get(other))) {
      return Optional.empty();
    }
    NamedTensor tensor = chain.constants().numbers(add, other);
    if (!withoutLeadingOnes(tensor.shape()).equals(withoutLeadingOnes(units))) {
      throw Node.unfit("size of what is added", tensor.shape(), units);
    }
    chain.followed("Add");
    return Optional.of(new Bias(tensor.name(), tensor.floats(), add));
  }

  private static List<Integer> withoutLeadingOnes(List<Integer> sides) {
    int first = 0;
    while (first < sides.size() && sides.get(first) == 1) {
      first++;
    }
    return sides.subList(first, sides.size());
  }
}
