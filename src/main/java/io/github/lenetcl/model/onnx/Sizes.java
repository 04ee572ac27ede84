package io.github.lenetcl.model.onnx;

import io.github.lenetcl.network.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a graph computes from the sizes of its tensors, as PyTorch writes {@code x.view(x.size(0),
 * -1)}: lists of integers in which 0 stands for the number of samples, as it does in {@code
 * Reshape}.
 */
final class Sizes {

  private static final long SAMPLES = 0;
  private static final Set<String> OPERATORS = Set.of("Gather", "Unsqueeze", "Concat", "Cast");

  private final Constants constants;
  private final Map<String, List<Long>> known = new HashMap<>();

  Sizes(Constants constants) {
    this.constants = constants;
  }

  /** Takes the sizes of a tensor that a node {@code Shape} reads. */
  void ofTensor(Node node, Shape shape, boolean flat) {
    if (node.has("start") || node.has("end")) {
      throw new IllegalArgumentException("start or end given, wanted all sides");
    }
    List<Long> sides = List.of(SAMPLES, (long) shape.maps());
    if (!flat) {
      sides = List.of(SAMPLES, (long) shape.maps(), (long) shape.height(), (long) shape.width());
    }
    known.put(node.output(), sides);
  }

  /** Whether a node computes sizes from sizes. */
  boolean canCompute(Node node) {
    return OPERATORS.contains(node.op())
        && node.input(0).filter(name -> known.containsKey(name) || isInteger(name)).isPresent();
  }

  void compute(Node node) {
    List<Long> values = get(node, 0);
    switch (node.op()) {
      case "Gather" -> {
        node.require("axis", 0, 0);
        values = List.of(element(values, get(node, 1)));
      }
      case "Concat" -> {
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < node.inputs().size(); i++) {
          all.addAll(get(node, i));
        }
        values = all;
      }
      default -> {
        // A single number as a list, or of another type: the same to us.
      }
    }
    known.put(node.output(), values);
  }

  /** Returns the integers that a node reads, computed or constant. */
  List<Long> get(Node node, int input) {
    List<Long> values = node.input(input).map(known::get).orElse(null);
    return values == null
        ? constants
            .integers(node, input)
            .orElseThrow(() -> Node.unfit("input " + input, "absent", "integers"))
        : values;
  }

  private static long element(List<Long> values, List<Long> index) {
    int count = values.size();
    if (index.size() != 1 || index.get(0) < -count || index.get(0) >= count) {
      throw Node.unfit("index", index, "one of " + count + " sides");
    }
    return values.get(Math.floorMod(index.get(0), count));
  }

  private boolean isInteger(String name) {
    return constants.find(name).filter(tensor -> !tensor.type().isReal()).isPresent();
  }
}
