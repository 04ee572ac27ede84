package io.github.lenetcl.model;

import io.github.lenetcl.data.BadInputException;
import java.util.Arrays;
import java.util.Map;

/**
 * A normalisation's values, one for each map, as another program keeps them.
 *
 * @param name what the file calls it
 * @param scale its factors
 * @param shift its shifts
 * @param mean its running means
 * @param variance its running variances
 */
record ForeignNorm(String name, float[] scale, float[] shift, float[] mean, float[] variance) {

  /** {@return the values in a group of tensors, by their roles} */
  static ForeignNorm of(String file, String name, Map<String, NamedTensor> group)
      throws BadInputException {
    int size = group.get("running_mean").size();
    for (NamedTensor part : group.values()) {
      if (part.size() != size || !group.containsKey("running_var")) {
        throw BadInputException.of(
            file, Json.quote(name), "of unequal sizes", size + " values each");
      }
    }
    float[] ones = new float[size];
    Arrays.fill(ones, 1);
    return new ForeignNorm(
        name,
        group.containsKey("weight") ? group.get("weight").floats() : ones,
        group.containsKey("bias") ? group.get("bias").floats() : new float[size],
        group.get("running_mean").floats(),
        group.get("running_var").floats());
  }

  /**
   * {@return a layer with this folded into it}
   *
   * @param epsilon what it adds to variances
   */
  ForeignLayer foldedInto(ForeignLayer layer, double epsilon) {
    int size = mean.length;
    float[] factor = new float[size];
    float[] shifts = new float[size];
    for (int j = 0; j < size; j++) {
      factor[j] = (float) (scale[j] / Math.sqrt(variance[j] + epsilon));
      shifts[j] = shift[j] - mean[j] * factor[j];
    }
    return layer.normalised(factor, shifts);
  }
}
