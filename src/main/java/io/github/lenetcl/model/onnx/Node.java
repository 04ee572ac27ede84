package io.github.lenetcl.model.onnx;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An operator of a graph. The methods that read attributes throw an {@code
 * IllegalArgumentException} that names the attribute, the value found and the value wanted.
 *
 * @param name its name, which may be empty
 * @param op the operator; with its domain in front where it is none of ONNX's own
 * @param inputs the tensors that it reads; an empty name is one that is left out
 * @param outputs the tensors that it makes
 * @param attributes its attributes by their names
 */
record Node(
    String name,
    String op,
    List<String> inputs,
    List<String> outputs,
    Map<String, Attribute> attributes) {

  Node {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Returns the name of an input, if it is not left out. */
  Optional<String> input(int index) {
    return index < inputs.size() && !inputs.get(index).isEmpty()
        ? Optional.of(inputs.get(index))
        : Optional.empty();
  }

  /** Returns the name of the first output. */
  String output() {
    if (outputs.isEmpty() || outputs.get(0).isEmpty()) {
      throw new IllegalArgumentException("no output, wanted one");
    }
    return outputs.get(0);
  }

  /**
   * Returns what a layer of this might be called: after its weights before the point, else after
   * the node.
   *
   * @param tensors the names of its weights
   */
  String title(String... tensors) {
    String title =
        Stream.of(tensors)
            .filter(tensor -> tensor.matches(".+\\.(weight|bias)"))
            .map(tensor -> tensor.substring(0, tensor.lastIndexOf('.')))
            .findFirst()
            .orElse(name.replaceFirst("^/", ""));
    return title.isBlank() ? op : title;
  }

  boolean has(String attribute) {
    return attributes.containsKey(attribute);
  }

  long integer(String attribute, long otherwise) {
    return has(attribute) ? get(attribute, Attribute.Whole.class, "an integer").value() : otherwise;
  }

  float number(String attribute, float otherwise) {
    return has(attribute) ? get(attribute, Attribute.Real.class, "a number").value() : otherwise;
  }

  String text(String attribute, String otherwise) {
    return has(attribute) ? get(attribute, Attribute.Text.class, "a string").value() : otherwise;
  }

  /** Returns a list of real numbers. */
  double[] reals(String attribute) {
    return get(attribute, Attribute.Reals.class, "a list of numbers").values().stream()
        .mapToDouble(Float::doubleValue)
        .toArray();
  }

  /** Returns a list of integers. */
  List<Long> wholes(String attribute) {
    return get(attribute, Attribute.Wholes.class, "a list of integers").values();
  }

  /** Returns a list of integers of a known length. */
  List<Integer> integers(String attribute, List<Integer> otherwise) {
    if (!has(attribute)) {
      return otherwise;
    }
    List<Long> values = get(attribute, Attribute.Wholes.class, "a list of integers").values();
    if (values.size() != otherwise.size()
        || values.stream().anyMatch(value -> value != value.intValue())) {
      throw unfit(attribute, values, otherwise.size() + " integers");
    }
    return values.stream().map(Long::intValue).toList();
  }

  /** Refuses any value but one. */
  void require(String attribute, long otherwise, long wanted) {
    long found = integer(attribute, otherwise);
    if (found != wanted) {
      throw unfit(attribute, found, wanted);
    }
  }

  /** Refuses any value but one. */
  void require(String attribute, float otherwise, float wanted) {
    float found = number(attribute, otherwise);
    if (found != wanted) {
      throw unfit(attribute, found, wanted);
    }
  }

  /** Returns a name found in a file, fit for one line of a message. */
  static String quote(String found) {
    String start = found.length() > 60 ? found.substring(0, 60) + "…" : found;
    return "'" + line(start) + "'";
  }

  /** Returns a message that may hold names found in a file, as one line. */
  static String line(String message) {
    // Compiled code throws exceptions of the virtual machine without a message.
    return Objects.requireNonNullElse(message, "its numbers do not fit together")
        .replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "?");
  }

  static IllegalArgumentException unfit(String attribute, Object found, Object wanted) {
    return new IllegalArgumentException(attribute + " is " + found + ", wanted " + wanted);
  }

  private <T extends Attribute> T get(String attribute, Class<T> type, String wanted) {
    Attribute value = attributes.get(attribute);
    if (!type.isInstance(value)) {
      throw unfit(attribute, "of another type", wanted);
    }
    return type.cast(value);
  }
}
