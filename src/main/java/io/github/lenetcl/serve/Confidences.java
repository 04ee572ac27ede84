package io.github.lenetcl.serve;

import io.github.lenetcl.evaluation.Answer;

/**
 * How sure an answer is of each class: of the one that it gives its confidence, and of the others
 * as their probabilities or penalties stand to that one's.
 */
final class Confidences {

  private Confidences() {}

  /** Returns a number from 0 to 1 for each class; all together at most 1. */
  static double[] of(Answer answer) {
    float[] penalties = answer.penalties();
    double[] confidences = new double[penalties.length];
    for (int i = 0; i < confidences.length; i++) {
      confidences[i] =
          answer.probabilities().isPresent()
              ? answer.probabilities().get()[i]
              : answer.confidence() * Math.exp(penalties[answer.index()] - penalties[i]);
    }
    return confidences;
  }
}
