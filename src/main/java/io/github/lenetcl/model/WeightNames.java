package io.github.lenetcl.model;

import io.github.lenetcl.data.BadInputException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that programs give to weights: {@code conv1.weight} with {@code conv1.bias}, or without
 * a word for what they are, {@code param_0} and {@code param_1}: then a kernel or matrix, and the
 * bias that follows it.
 */
final class WeightNames {

  /** By the numbers in the names of layers, then in the file's order. */
  static final Comparator<NamedTensor> ORDER =
      Comparator.comparing(WeightNames::layer, NaturalOrder::compare);

  private static final Set<String> ROLES = Set.of("weight", "bias", "running_mean", "running_var");
  private static final Map<String, String> OTHER_ROLES =
      Map.of("weights", "weight", "kernel", "weight", "w", "weight", "biases", "bias", "b", "bias");

  /** The role in front of the layer's number: W1 and b1. */
  private static final Pattern NUMBERED =
      Pattern.compile("(?i)(|.*[._])(weights?|kernel|w|bias|biases|b)_?([0-9]+)");

  private WeightNames() {}

  /** Returns a tensor's name with its role at the end. */
  private static String name(NamedTensor tensor) {
    Matcher numbered = NUMBERED.matcher(tensor.name());
    return numbered.matches()
        ? numbered.group(1) + numbered.group(3) + "." + numbered.group(2).toLowerCase(Locale.ROOT)
        : tensor.name();
  }

  /** Returns what a tensor's name has before the last point. */
  private static String layer(NamedTensor tensor) {
    String name = name(tensor);
    int point = name.lastIndexOf('.');
    return point < 0 ? name : name.substring(0, point);
  }

  private static String role(NamedTensor tensor) {
    String name = name(tensor);
    String last = name.substring(name.lastIndexOf('.') + 1);
    return OTHER_ROLES.getOrDefault(last, last);
  }

  /**
   * Returns what belongs to each layer, by its role.
   *
   * @param file the file's name
   * @param sorted the tensors, in the order of layers
   * @throws BadInputException naming the first tensor that is none of a layer's
   */
  static Map<String, Map<String, NamedTensor>> groups(String file, List<NamedTensor> sorted)
      throws BadInputException {
    boolean named = sorted.stream().anyMatch(tensor -> ROLES.contains(role(tensor)));
    Map<String, Map<String, NamedTensor>> groups = new LinkedHashMap<>();
    List<NamedTensor> inOrder = sorted;
    if (!named) {
      inOrder =
          sorted.stream()
              .sorted(Comparator.comparing(NamedTensor::name, NaturalOrder::compare))
              .toList();
    }
    String last = "";
    for (NamedTensor tensor : inOrder) {
      String role = role(tensor);
      if (role.equals("num_batches_tracked")) {
        continue;
      }
      int rank = tensor.shape().size();
      boolean bare = !ROLES.contains(role) && (rank == 2 || !named && rank == 4);
      boolean bareBias = !named && rank == 1 && biasOf(groups.get(last), tensor);
      if (!bare && !bareBias && !ROLES.contains(role) || !tensor.type().isReal()) {
        throw BadInputException.of(
            file,
            "tensor " + Json.quote(tensor.name()),
            tensor.type() + " " + tensor.shape(),
            "weight, bias, running_mean or running_var of a layer");
      }
      if (!bareBias) {
        int point = name(tensor).lastIndexOf('.');
        last = bare ? tensor.name() : name(tensor).substring(0, Math.max(0, point));
      }
      groups
          .computeIfAbsent(last, absent -> new LinkedHashMap<>())
          .put(bareBias ? "bias" : bare ? "weight" : role, tensor);
    }
    if (groups.isEmpty()) {
      throw new BadInputException(file + ": no tensors, wanted weights");
    }
    return groups;
  }

  private static boolean biasOf(Map<String, NamedTensor> layer, NamedTensor tensor) {
    return layer != null
        && !layer.containsKey("bias")
        && layer.get("weight").shape().contains(tensor.size());
  }
}
