package io.github.lenetcl.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Weights that Flax names, laid out as PyTorch's: {@code conv1.kernel} is [rows, columns, inputs,
 * outputs] there, {@code linear1.kernel} [inputs, outputs], and a normalisation has {@code scale},
 * {@code bias}, {@code mean} and {@code var}.
 */
final class FlaxTensors {

  private static final Map<String, String> ROLES =
      Map.of("kernel", "weight", "scale", "weight", "mean", "running_mean", "var", "running_var");

  private FlaxTensors() {}

  /** {@return whether all that may be kernels have Flax's name, and there are some} */
  static boolean are(List<NamedTensor> tensors) {
    List<NamedTensor> kernels = tensors.stream().filter(it -> it.shape().size() == 4).toList();
    return !kernels.isEmpty() && kernels.stream().allMatch(it -> role(it).equals("kernel"));
  }

  private static String role(NamedTensor tensor) {
    return tensor.name().substring(tensor.name().lastIndexOf('.') + 1);
  }

  /** {@return the same weights by PyTorch's names and in its order} */
  static List<NamedTensor> turned(List<NamedTensor> tensors) {
    List<NamedTensor> result = new ArrayList<>();
    for (NamedTensor tensor : tensors) {
      String role = role(tensor);
      if (!ROLES.containsKey(role) || !tensor.type().isReal()) {
        result.add(tensor);
        continue;
      }
      String layer = tensor.name().substring(0, tensor.name().length() - role.length());
      result.add(turned(layer + ROLES.get(role), tensor));
    }
    return result;
  }

  /** Outputs, the last side, come first, and inputs second. */
  private static NamedTensor turned(String name, NamedTensor tensor) {
    List<Integer> sides = tensor.shape();
    int rank = sides.size();
    float[] values = tensor.floats();
    if (rank != 2 && rank != 4) {
      return NamedTensor.of(name, values, sides.toArray(Integer[]::new));
    }
    int outputs = sides.get(rank - 1);
    int inputs = sides.get(rank - 2);
    int area = rank == 2 ? 1 : sides.get(0) * sides.get(1);
    float[] moved = new float[values.length];
    for (int i = 0; i < moved.length; i++) {
      int output = i % outputs;
      int input = i / outputs % inputs;
      moved[(output * inputs + input) * area + i / outputs / inputs] = values[i];
    }
    Integer[] other =
        rank == 2
            ? new Integer[] {outputs, inputs}
            : new Integer[] {outputs, inputs, sides.get(0), sides.get(1)};
    return NamedTensor.of(name, moved, other);
  }
}
