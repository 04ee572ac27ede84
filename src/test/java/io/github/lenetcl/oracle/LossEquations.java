package io.github.lenetcl.oracle;

import io.github.lenetcl.network.Loss;

/** Equations (8) and (9) for one pattern with penalties y and label D, times the scale s. */
record LossEquations(Loss loss) {

  /** s·y_D, or s·(y_D + log(e^−j + Σ_i e^−y_i)). */
  double value(double[] y, int label) {
    if (loss instanceof Loss.MaximumAPosteriori map) {
      return loss.scale() * (y[label] + logSum(y, map.j()));
    }
    return loss.scale() * y[label];
  }

  /**
   * (8): ∂E/∂y_i = s·[i = D], no second derivatives. (9): ∂E/∂y_i = s·([i = D] − q_i) and
   * ∂²E/∂y_i∂y_k = s·(q_i·[i = k] − q_i·q_k), with q the softmin over the classes and the rubbish
   * class.
   */
  Derivatives derivatives(double[] y, int label) {
    double s = loss.scale();
    double[] first = new double[y.length];
    double[] diagonal = new double[y.length];
    double[] factor = new double[y.length];
    first[label] = s;
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

  /** Whether another class has a penalty as small as the label's, smaller, or none at all (NaN). */
  static boolean misread(double[] y, int label) {
    for (int i = 0; i < y.length; i++) {
      if (i != label && !(y[i] > y[label])) {
        return true;
      }
    }
    return false;
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
