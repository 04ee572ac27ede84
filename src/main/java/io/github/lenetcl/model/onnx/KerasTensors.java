package io.github.lenetcl.model.onnx;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.model.ForeignWeights;
import io.github.lenetcl.model.NamedTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Weights of Keras whose network is not known, laid out as PyTorch's: which layer they are of is
 * told by their sizes. Kernels are [rows, columns, inputs, outputs] there, matrices [inputs,
 * outputs], and a normalisation has scales, shifts, means and variances.
 */
final class KerasTensors {

  private static final List<String> NORMALISATION =
      List.of("weight", "bias", "running_mean", "running_var");

  private final String file;
  private final List<NamedTensor> tensors = new ArrayList<>();

  private KerasTensors(String file) {
    this.file = file;
  }

  static ForeignWeights of(String file, KerasWeights weights) throws BadInputException {
    KerasTensors found = new KerasTensors(file);
    for (String layer : weights.layers()) {
      found.add(layer, weights.of(layer));
    }
    return ForeignWeights.ofKeras(file, found.tensors, weights.isOrdered());
  }

  private void add(String layer, List<KerasWeights.Tensor> own) throws BadInputException {
    int rank = own.get(0).sides().length;
    if (own.size() == NORMALISATION.size() && own.stream().allMatch(it -> it.sides().length == 1)) {
      for (int i = 0; i < own.size(); i++) {
        put(layer, NORMALISATION.get(i), own.get(i));
      }
    } else if (own.size() <= 2 && (rank == 2 || rank == 4)) {
      put(
          layer,
          "weight",
          rank == 2 ? own.get(0).permuted(file, 1, 0) : kernels(layer, own.get(0)));
      if (own.size() == 2) {
        put(layer, "bias", own.get(1));
      }
    } else {
      throw BadInputException.of(
          file,
          "weights of layer " + Node.quote(layer),
          String.join(", ", own.stream().map(it -> Arrays.toString(it.sides())).toList()),
          "those of a convolution, a full connection, or a batch normalisation with scale and"
              + " shift; with its network in the file (model.save(\"FILE.keras\")) more is read");
    }
  }

  /** A depthwise kernel reads one map: it gets zeros for the others. */
  private KerasWeights.Tensor kernels(String layer, KerasWeights.Tensor kernel)
      throws BadInputException {
    KerasWeights.Tensor found = kernel.permuted(file, 3, 2, 0, 1);
    if (!layer.startsWith("depthwise")) {
      return found;
    }
    int each = found.sides()[0];
    int maps = found.sides()[1];
    int area = found.sides()[2] * found.sides()[3];
    float[] all = new float[Math.multiplyExact(found.values().length, maps)];
    for (int m = 0; m < maps; m++) {
      for (int k = 0; k < each; k++) {
        int to = ((m * each + k) * maps + m) * area;
        System.arraycopy(found.values(), (k * maps + m) * area, all, to, area);
      }
    }
    int[] sides = {each * maps, maps, found.sides()[2], found.sides()[3]};
    return new KerasWeights.Tensor(sides, all);
  }

  private void put(String layer, String role, KerasWeights.Tensor tensor) {
    tensors.add(NamedTensor.of(layer + "." + role, tensor.values(), tensor.shape()));
  }
}
