package io.github.lenetcl.reading.sweep;

import io.github.lenetcl.reading.graph.Forward;
import java.util.stream.IntStream;

/**
 * Discriminative forward training (Section VI-D) of one line: E is the forward penalty of the paths
 * that read the right text less that of all paths, −log of the share of the right ones. No cut, and
 * no place of any character, is given.
 *
 * @param loss E, from 0 up; infinite where no path reads the text
 * @param misread whether the most likely choice at each position spells another text
 * @param gradient ∂E/∂penalty, position by position, class by class; all 0 where no path does
 */
public record ForwardLoss(double loss, boolean misread, double[] gradient) {

  /**
   * Compares the right paths with all.
   *
   * @param model how positions spell a text
   * @param row the penalties
   * @param labels the character of each class, as a code point
   * @param text what the line says
   * @return the loss and its gradient
   */
  public static ForwardLoss of(CharacterModel model, PenaltyRow row, int[] labels, String text) {
    double[] gradient = new double[row.positions() * row.classes()];
    int[] classes = text.codePoints().map(symbol -> indexOf(labels, symbol)).toArray();
    if (IntStream.of(classes).anyMatch(i -> i < 0)) {
      return new ForwardLoss(Double.POSITIVE_INFINITY, true, gradient);
    }
    Spellings right = Spellings.of(model, row, classes);
    Forward constrained = Forward.of(right.graph());
    if (constrained.penalty() == Double.POSITIVE_INFINITY) {
      return new ForwardLoss(Double.POSITIVE_INFINITY, true, gradient);
    }
    for (int arc = 0; arc < right.seen().length; arc++) {
      if (right.seen()[arc] < row.classes()) {
        gradient[right.positions()[arc] * row.classes() + right.seen()[arc]] +=
            model.sharpness() * constrained.posteriors()[arc];
      }
    }
    double loss = constrained.penalty() - subtractAll(model, row, gradient);
    return new ForwardLoss(loss, !text.equals(model.spell(row, labels)), gradient);
  }

  private static int indexOf(int[] labels, int symbol) {
    return IntStream.range(0, labels.length)
        .filter(i -> labels[i] == symbol)
        .findFirst()
        .orElse(-1);
  }

  /**
   * Subtracts the gradient of the forward penalty of all paths, which it returns. A path of the
   * graph is any choice of a class or junk at each position, so that their sum is a product over
   * the positions.
   */
  private static double subtractAll(CharacterModel model, PenaltyRow row, double[] gradient) {
    double total = 0;
    for (int position = 0; position < row.positions(); position++) {
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i <= row.classes(); i++) {
        least = Math.min(least, model.penalty(row, position, i));
      }
      double sum = 0;
      for (int i = 0; i <= row.classes(); i++) {
        sum += Math.exp(least - model.penalty(row, position, i));
      }
      for (int i = 0; i < row.classes(); i++) {
        double share = Math.exp(least - model.penalty(row, position, i)) / sum;
        gradient[position * row.classes() + i] -= model.sharpness() * share;
      }
      total += least - Math.log(sum);
    }
    return total;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "loss " + loss;
  }
}
