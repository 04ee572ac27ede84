package io.github.lenetcl.serve;

import io.github.lenetcl.evaluation.Answer;

/**
 * How sure an answer is of each class. Where the network gives probabilities, these; otherwise
 * e^−y/T over the sum of all classes and of one more, rubbish, whose penalty is always the same.
 */
final class Confidences {

  /**
   * T. Penalties of LeNet-5 are squared distances of 84 units, which are not independent: with T =
   * 1 nothing is ever in doubt. Of 4 to 25, 10 to 12 make the labels of MNIST's test digits and of
   * the embedded ones most likely, with the models best and paper alike.
   */
  private static final double TEMPERATURE = 10;

  /** Of 1,000 test digits one has a penalty above 36. */
  private static final double RUBBISH = 60;

  private Confidences() {}

  /** Returns a number from 0 to 1 for each class; all together at most 1. */
  static double[] of(Answer answer) {
    float[] penalties = answer.penalties();
    double[] confidences = new double[penalties.length];
    if (answer.probabilities().isPresent()) {
      float[] probabilities = answer.probabilities().get();
      for (int i = 0; i < confidences.length; i++) {
        confidences[i] = probabilities[i];
      }
      return confidences;
    }
    double least = Math.min(RUBBISH, penalties[answer.index()]);
    double sum = Math.exp((least - RUBBISH) / TEMPERATURE);
    for (int i = 0; i < confidences.length; i++) {
      confidences[i] = Math.exp((least - penalties[i]) / TEMPERATURE);
      sum += confidences[i];
    }
    for (int i = 0; i < confidences.length; i++) {
      confidences[i] /= sum;
    }
    return confidences;
  }
}
