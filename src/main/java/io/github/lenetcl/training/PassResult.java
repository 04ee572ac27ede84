package io.github.lenetcl.training;

import io.github.lenetcl.compute.Tally;
import java.util.Optional;

/**
 * What came of one pass over the training set.
 *
 * @param pass the pass, from 1
 * @param training losses and errors on the training samples, each as it was before its update
 * @param test losses and errors on the test set after the pass, where there is a test set
 * @param seconds the time spent training, evaluation not counted
 * @param steps the effective step sizes, where the recipe uses second derivatives
 * @param validation losses and errors on the validation set after the pass, where there is one
 */
public record PassResult(
    int pass,
    Tally training,
    Optional<Tally> test,
    double seconds,
    Optional<StepSizes> steps,
    Optional<Tally> validation) {

  /**
   * What came of a pass without a validation set.
   *
   * @param pass the pass, from 1
   * @param training losses and errors on the training samples
   * @param test losses and errors on the test set
   * @param seconds the time spent training
   * @param steps the effective step sizes
   */
  public PassResult(
      int pass, Tally training, Optional<Tally> test, double seconds, Optional<StepSizes> steps) {
    this(pass, training, test, seconds, steps, Optional.empty());
  }

  /** {@return the mean loss on the training samples} */
  public double loss() {
    return training.meanLoss();
  }

  /** {@return the misread part of the training samples, 0 to 1} */
  public double trainingError() {
    return training.errorRate();
  }

  /** {@return the misread part of the test set, 0 to 1} */
  public Optional<Double> testError() {
    return test.map(Tally::errorRate);
  }

  /** {@return the misread part of the validation set, 0 to 1} */
  public Optional<Double> validationError() {
    return validation.map(Tally::errorRate);
  }

  /** {@return the training samples per second} */
  public double samplesPerSecond() {
    return training.samples() / seconds;
  }

  @Override
  public String toString() {
    return "pass "
        + pass
        + ": training "
        + training
        + validation.map(tally -> "; validation " + tally).orElse("")
        + test.map(tally -> "; test " + tally).orElse("");
  }
}
