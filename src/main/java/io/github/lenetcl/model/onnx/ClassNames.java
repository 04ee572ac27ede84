package io.github.lenetcl.model.onnx;

import io.github.lenetcl.model.NamedTensor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** The names of classes, which scikit-learn's networks end in. */
final class ClassNames {

  private ClassNames() {}

  /**
   * Returns what a graph calls its classes, if it does.
   *
   * @param graph the graph
   * @param sorted its nodes that lead to the output
   * @param count how many classes there are
   */
  static Optional<List<String>> of(Graph graph, SortedGraph sorted, int count) {
    return sorted.nodes().stream()
        .flatMap(place -> of(graph, place.node()).stream())
        .filter(names -> names.size() == count && new HashSet<>(names).size() == count)
        .findFirst();
  }

  private static Optional<List<String>> of(Graph graph, Node node) {
    return switch (node.op()) {
      case "ai.onnx.ml.ZipMap" -> labels(node, "classlabels_int64s");
      case "ai.onnx.ml.LinearClassifier" -> labels(node, "classlabels_ints");
      case "ai.onnx.ml.ArrayFeatureExtractor" -> node.input(0).flatMap(name -> of(graph, name));
      default -> Optional.empty();
    };
  }

  private static Optional<List<String>> labels(Node node, String numbers) {
    if (node.attributes().get("classlabels_strings") instanceof Attribute.Texts texts) {
      return Optional.of(texts.values());
    }
    return node.attributes().get(numbers) instanceof Attribute.Wholes wholes
        ? Optional.of(wholes.values().stream().map(Object::toString).toList())
        : Optional.empty();
  }

  private static Optional<List<String>> of(Graph graph, String tensor) {
    if (graph.texts().containsKey(tensor)) {
      return Optional.of(graph.texts().get(tensor));
    }
    return graph.initializers().stream()
        .filter(it -> it.name().equals(tensor) && !it.type().isReal())
        .map(NamedTensor::longs)
        .map(values -> Arrays.stream(values).mapToObj(Long::toString).toList())
        .findFirst();
  }
}
