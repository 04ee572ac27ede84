package io.github.lenetcl.fitting;

import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.training.PassResult;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What came of one pass over the training set.
 *
 * @param number the pass, from 1 in each call of fit
 * @param loss the mean loss on the training samples, each as it was before its update
 * @param accuracy the part of them that was read right, 0 to 1
 * @param validationLoss the mean loss on the validation set after the pass, where there is one
 * @param validationAccuracy the part of it that is read right, 0 to 1
 * @param seconds the time spent training
 */
public record Epoch(
    int number,
    double loss,
    double accuracy,
    OptionalDouble validationLoss,
    OptionalDouble validationAccuracy,
    double seconds) {

  static Epoch of(PassResult pass) {
    return new Epoch(
        pass.pass(),
        pass.loss(),
        1 - pass.trainingError(),
        pass.validation().stream().mapToDouble(Tally::meanLoss).findFirst(),
        pass.validationError().stream().mapToDouble(error -> 1 - error).findFirst(),
        pass.seconds());
  }

  /** {@return the loss on the validation set where there is one, else that of the training} */
  public double watchedLoss() {
    return validationLoss.orElse(loss);
  }

  @Override
  public String toString() {
    String training =
        String.format(
            Locale.ROOT, "pass %d: loss %.4f, accuracy %.2f %%", number, loss, 100 * accuracy);
    return validationLoss.isEmpty()
        ? training
        : String.format(
            Locale.ROOT,
            "%s; validation loss %.4f, accuracy %.2f %%",
            training,
            validationLoss.getAsDouble(),
            100 * validationAccuracy.orElse(Double.NaN));
  }
}
