package io.github.lenetcl.compute.cpu.reference;

import io.github.lenetcl.network.Loss;
import java.util.Arrays;

/**
 * The losses of one sample and their derivatives by the values y that they read. Sums of
 * exponentials are made in double.
 */
public final class LossOperation {

  private LossOperation() {}

  /**
   * Returns the loss, and sets the seeds (see {@link io.github.lenetcl.compute.Seeds}) times
   * weight.
   *
   * @param y what the loss reads of the sample, {@code classes} values from {@code at}
   * @param label the right class
   * @param weight the factor on the seeds
   */
  public static float seed(
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
    if (loss instanceof Loss.CrossEntropy entropy) {
      double value =
          classes == 1
              ? logistic(y[at], label, scale, at, first, diagonal, factor)
              : crossEntropy(y, at, classes, label, scale, first, diagonal, factor);
      if (entropy.smoothing() > 0) {
        value += smoothed(entropy.smoothing(), y, at, classes, label, scale, first);
      }
      return (float) (loss.scale() * value);
    }
    if (loss instanceof Loss.OutputSquaredError) {
      double value = squaredError(y, at, classes, label, scale, first, diagonal, factor);
      return (float) (loss.scale() * value);
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
   * E = −log p_D with p the softmax of y: ∂E/∂y_i = p_i − [i = D] and ∂²E/∂y_i∂y_k = [i = k]·p_i −
   * p_i·p_k. All exponents are taken relative to the largest.
   */
  private static double crossEntropy(
      float[] y,
      int at,
      int classes,
      int label,
      float scale,
      float[] first,
      float[] diagonal,
      float[] factor) {
    int best = 0;
    for (int i = 1; i < classes; i++) {
      best = y[at + i] > y[at + best] ? i : best;
    }
    double rest = 0;
    double others = 0;
    for (int i = 0; i < classes; i++) {
      double e = Math.exp(y[at + i] - y[at + best]);
      rest += i == best ? 0 : e;
      others += i == label ? 0 : e;
    }
    double sum = 1 + rest;
    for (int i = 0; i < classes; i++) {
      double p = Math.exp(y[at + i] - y[at + best]) / sum;
      first[at + i] = (float) (scale * (i == label ? -others / sum : p));
      diagonal[at + i] = (float) (scale * p);
      factor[at + i] = (float) (Math.sqrt(scale) * p);
    }
    return (double) y[at + best] - y[at + label] + Math.log1p(rest);
  }

  /** Cross entropy of a single value y: p = 1/(1 + e^−y) is the probability of class 1. */
  private static double logistic(
      float y, int label, float scale, int at, float[] first, float[] diagonal, float[] factor) {
    double wrongness = label == 1 ? -y : y;
    double small = Math.exp(-Math.abs(wrongness));
    double doubt = (wrongness > 0 ? 1 : small) / (1 + small);
    first[at] = (float) (scale * (label == 1 ? -doubt : doubt));
    diagonal[at] = (float) (scale * small / ((1 + small) * (1 + small)));
    factor[at] = 0;
    return Math.max(0, wrongness) + Math.log1p(small);
  }

  /**
   * What label smoothing ε adds to a cross entropy: ε·(y_D − Σ_i y_i/n), to its derivatives ε·([i =
   * D] − 1/n). A single value stands beside a 0 for class 0.
   */
  private static double smoothed(
      double epsilon, float[] y, int at, int classes, int label, float scale, float[] first) {
    if (classes == 1) {
      double half = label == 1 ? epsilon / 2 : -epsilon / 2;
      first[at] += (float) (scale * half);
      return half * y[at];
    }
    double sum = 0;
    for (int i = 0; i < classes; i++) {
      sum += y[at + i];
      first[at + i] += (float) (scale * epsilon * ((i == label ? 1 : 0) - 1.0 / classes));
    }
    return epsilon * (y[at + label] - sum / classes);
  }

  /** E = 1/n·Σ_i (y_i − t_i)², t_i = [i = D], of a single output the label itself. */
  private static double squaredError(
      float[] y,
      int at,
      int classes,
      int label,
      float scale,
      float[] first,
      float[] diagonal,
      float[] factor) {
    int target = classes == 1 ? 1 - label : label;
    double sum = 0;
    for (int i = 0; i < classes; i++) {
      double error = (double) y[at + i] - (i == target ? 1 : 0);
      sum += error * error;
      first[at + i] = (float) (scale * 2 / classes * error);
      diagonal[at + i] = scale * 2 / classes;
      factor[at + i] = 0;
    }
    return sum / classes;
  }
}
