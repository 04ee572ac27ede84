package io.github.lenetcl.model;

import io.github.lenetcl.data.BadInputException;
import java.util.List;
import java.util.Map;

/**
 * A layer's weights, as another program keeps them.
 *
 * @param name what the file calls it
 * @param outputs its output maps
 * @param inputs its input maps, or all values of a full connection
 * @param height rows of a kernel, 0 for a full connection
 * @param width columns of a kernel, 0 for a full connection
 * @param weights [outputs, inputs, height, width]
 * @param bias [outputs], empty where it has none
 */
record ForeignLayer(
    String name, int outputs, int inputs, int height, int width, float[] weights, float[] bias) {

  boolean isKernel() {
    return height > 0;
  }

  /** Turns a matrix round. */
  ForeignLayer turned() {
    float[] other = new float[weights.length];
    for (int i = 0; i < other.length; i++) {
      other[i % inputs * outputs + i / inputs] = weights[i];
    }
    return new ForeignLayer(name, inputs, outputs, 0, 0, other, bias);
  }

  /** Folds a normalisation into it: each output times a factor, plus a shift. */
  ForeignLayer normalised(float[] factor, float[] shift) {
    float[] scaled = weights.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor[i / (scaled.length / outputs)];
    }
    float[] shifted = shift.clone();
    for (int i = 0; i < bias.length; i++) {
      shifted[i] += bias[i] * factor[i];
    }
    return new ForeignLayer(name, outputs, inputs, height, width, scaled, shifted);
  }

  /** {@return the weights in a group of tensors, by their roles} */
  static ForeignLayer of(String file, String name, Map<String, NamedTensor> group)
      throws BadInputException {
    NamedTensor weight = group.get("weight");
    List<Integer> sides = weight == null ? List.of() : weight.shape();
    if (sides.size() != 4 && sides.size() != 2 || sides.contains(0)) {
      throw BadInputException.of(
          file,
          Json.quote(name + ".weight"),
          weight == null ? "absent" : sides,
          "[outputs, inputs, rows, columns] or [outputs, inputs]");
    }
    NamedTensor bias = group.get("bias");
    boolean kernel = sides.size() == 4;
    return new ForeignLayer(
        name.isEmpty() ? "layer" : name,
        sides.get(0),
        sides.get(1),
        kernel ? sides.get(2) : 0,
        kernel ? sides.get(3) : 0,
        weight.floats(),
        bias == null ? new float[0] : bias.floats());
  }
}
