package io.github.lenetcl.oracle;

import io.github.lenetcl.network.Loss;
import java.util.Arrays;

/**
 * The losses of one pattern with label D, times the scale s: equations (8) and (9) of penalties y,
 * cross entropy of what comes before a softmax, mean squared error of outputs.
 */
record LossEquations(Loss loss) {

  /**
   * s·y_D; s·(y_D + log(e^−j + Σ_i e^−y_i)); s·(log Σ_i e^y_i − y_D), a single y standing beside a
   * 0; s/n·Σ_i (y_i − t_i)².
   */
  double value(double[] y, int label) {
    if (loss instanceof Loss.MaximumAPosteriori map) {
      return loss.scale() * (y[label] + logSum(y, map.j()));
    } else if (loss instanceof Loss.CrossEntropy entropy) {
      double[] x = logits(y);
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        sum += i == largest(x) ? 0 : Math.exp(x[i] - x[largest(x)]);
      }
      double value = 0;
      for (int i = 0; i < x.length; i++) {
        double logOfProbability = x[i] - x[largest(x)] - Math.log1p(sum);
        value -= soft(entropy, x.length, i, label) * logOfProbability;
      }
      return loss.scale() * value;
    } else if (loss instanceof Loss.OutputSquaredError) {
      double sum = 0;
      for (int i = 0; i < y.length; i++) {
        sum += Math.pow(y[i] - target(y, i, label), 2);
      }
      return loss.scale() * sum / y.length;
    }
    return loss.scale() * y[label];
  }

  /**
   * (8): ∂E/∂y_i = s·[i = D], no second derivatives. (9): ∂E/∂y_i = s·([i = D] − q_i) and
   * ∂²E/∂y_i∂y_k = s·(q_i·[i = k] − q_i·q_k), with q the softmin over the classes and the rubbish
   * class. Cross entropy: s·(p_i − [i = D]) and s·(p_i·[i = k] − p_i·p_k), with p the softmax.
   * Squared error: 2s/n·(y_i − t_i) and 2s/n·[i = k].
   */
  Derivatives derivatives(double[] y, int label) {
    double s = loss.scale();
    double[] first = new double[y.length];
    double[] diagonal = new double[y.length];
    double[] factor = new double[y.length];
    if (loss instanceof Loss.OutputSquaredError) {
      Arrays.setAll(first, i -> 2 * s / y.length * (y[i] - target(y, i, label)));
      Arrays.fill(diagonal, 2 * s / y.length);
    } else if (loss instanceof Loss.CrossEntropy entropy) {
      double[] x = logits(y);
      int beside = x.length - y.length;
      double sum = Arrays.stream(x).map(value -> Math.exp(value - x[largest(x)])).sum();
      for (int i = 0; i < y.length; i++) {
        double p = Math.exp(y[i] - x[largest(x)]) / sum;
        first[i] = s * (p - soft(entropy, x.length, i + beside, label));
        diagonal[i] = s * p;
        factor[i] = Math.sqrt(s) * p;
      }
    } else {
      first[label] = s;
    }
    if (loss instanceof Loss.MaximumAPosteriori map) {
      double logSum = logSum(y, map.j());
      for (int i = 0; i < y.length; i++) {
        double q = Math.exp(-y[i] - logSum);
        first[i] -= s * q;
        diagonal[i] = s * q;
        factor[i] = Math.sqrt(s) * q;
      }
    }
    return new Derivatives(first, diagonal, factor);
  }

  /**
   * Whether another class is as good as the label's, better, or not a number: a penalty as small,
   * an output as large; a single output on the wrong side of 0, or of 1/2 for a squared error.
   */
  boolean misread(double[] y, int label) {
    if (loss instanceof Loss.CrossEntropy || loss instanceof Loss.OutputSquaredError) {
      if (y.length == 1) {
        double threshold = loss instanceof Loss.CrossEntropy ? 0 : 0.5;
        return label == 1 ? !(y[0] > threshold) : !(y[0] <= threshold);
      }
      return hasRival(Arrays.stream(y).map(value -> -value).toArray(), label);
    }
    return hasRival(y, label);
  }

  private static boolean hasRival(double[] y, int label) {
    for (int i = 0; i < y.length; i++) {
      if (i != label && !(y[i] > y[label])) {
        return true;
      }
    }
    return false;
  }

  /** A single output is the logarithm of the odds of class 1: beside it class 0 has 0. */
  private static double[] logits(double[] y) {
    return y.length == 1 ? new double[] {0, y[0]} : y;
  }

  /** The target of a class: (1 − ε)·[i = D] + ε/n. */
  private static double soft(Loss.CrossEntropy loss, int classes, int i, int label) {
    return (i == label ? 1 - (double) loss.smoothing() : 0) + (double) loss.smoothing() / classes;
  }

  private static int largest(double[] x) {
    int largest = 0;
    for (int i = 1; i < x.length; i++) {
      largest = x[i] > x[largest] ? i : largest;
    }
    return largest;
  }

  /** 1 at the label and else 0; of a single output the label. */
  private static double target(double[] y, int i, int label) {
    return y.length == 1 ? label : i == label ? 1 : 0;
  }

  /** log(e^−j + Σ_i e^−y_i), without overflow. */
  private static double logSum(double[] y, double j) {
    double least = j;
    for (double penalty : y) {
      least = Math.min(least, penalty);
    }
    double sum = Math.exp(least - j);
    for (double penalty : y) {
      sum += Math.exp(least - penalty);
    }
    return Math.log(sum) - least;
  }
}
