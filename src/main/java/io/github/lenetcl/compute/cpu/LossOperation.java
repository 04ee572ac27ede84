package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.network.Loss;
import java.util.Arrays;

/**
 * The losses of one sample and their derivatives by its penalties y. Sums of exponentials are made
 * in double.
 */
final class LossOperation {

  private LossOperation() {}

  /**
   * Returns the loss, and sets the seeds (see {@link io.github.lenetcl.compute.Seeds}) times
   * weight.
   *
   * @param y penalties of the sample, {@code classes} values from {@code at}
   * @param label the right class
   * @param weight the factor on the seeds
   */
  static float seed(
      Loss loss,
      float[] y,
      int at,
      int classes,
      int label,
      float weight,
      float[] first,
      float[] diagonal,
      float[] factor) {
    float scale = loss.scale() * weight;
    if (loss instanceof Loss.MaximumAPosteriori map) {
      return maximumAPosteriori(map, y, at, classes, label, scale, first, diagonal, factor);
    }
    if (!(loss instanceof Loss.MeanSquaredError)) {
      throw new IllegalArgumentException("no operation for the loss " + loss);
    }
    Arrays.fill(first, at, at + classes, 0);
    Arrays.fill(diagonal, at, at + classes, 0);
    Arrays.fill(factor, at, at + classes, 0);
    first[at + label] = scale;
    return loss.scale() * y[at + label];
  }

  /**
   * Equation (9). With the softmin q_i = e^−y_i / (e^−j + Σ_k e^−y_k): ∂E/∂y_i = [i = D] − q_i and
   * ∂²E/∂y_i∂y_k = [i = k]·q_i − q_i·q_k. All exponents are taken relative to the smallest penalty.
   */
  private static float maximumAPosteriori(
      Loss.MaximumAPosteriori loss,
      float[] y,
      int at,
      int classes,
      int label,
      float scale,
      float[] first,
      float[] diagonal,
      float[] factor) {
    double least = loss.j();
    for (int i = 0; i < classes; i++) {
      least = Math.min(least, y[at + i]);
    }
    double others = Math.exp(least - loss.j());
    for (int i = 0; i < classes; i++) {
      if (i != label) {
        others += Math.exp(least - y[at + i]);
      }
    }
    double sum = others + Math.exp(least - y[at + label]);
    for (int i = 0; i < classes; i++) {
      double q = Math.exp(least - y[at + i]) / sum;
      // 1 − q of the right class from its parts: it may be far below the rounding of q.
      first[at + i] = (float) (scale * (i == label ? others / sum : -q));
      diagonal[at + i] = (float) (scale * q);
      factor[at + i] = (float) (Math.sqrt(scale) * q);
    }
    return (float) (loss.scale() * (y[at + label] - least + Math.log(sum)));
  }

  /**
   * Returns whether another class has a penalty as small as the label's, or smaller, or either is
   * no number.
   */
  static boolean isWrong(float[] y, int at, int classes, int label) {
    for (int i = 0; i < classes; i++) {
      if (i != label && !(y[at + i] > y[at + label])) {
        return true;
      }
    }
    return false;
  }
}
