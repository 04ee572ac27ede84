package io.github.lenetcl.experiment;

import io.github.lenetcl.model.Model;
import io.github.lenetcl.training.Checkpoint;
import io.github.lenetcl.training.PassResult;
import java.util.List;

/**
 * A finished training.
 *
 * @param checkpoint where it ended
 * @param trainingErrors the misread part of the training set after each pass, 0 to 1, or nothing
 *     where the run was not watched
 * @param diverged whether a loss was not finite; the checkpoint is then the last good one
 */
record Trained(Checkpoint checkpoint, List<Double> trainingErrors, boolean diverged) {

  /** {@return this, if it did not diverge} */
  Trained orThrow() {
    if (diverged) {
      throw new IllegalStateException(
          "seed %d: a loss was not finite after %d passes; the experiment needs another recipe"
              .formatted(seed(), passes().size()));
    }
    return this;
  }

  long seed() {
    return checkpoint.seed();
  }

  Model model() {
    return checkpoint.model();
  }

  List<PassResult> passes() {
    return checkpoint.history();
  }

  /** {@return the misread part of the test set after the last pass, or all of it if none ended} */
  double testError() {
    return passes().isEmpty() ? 1 : testError(passes().size());
  }

  /** {@return the misread part of the training set, as it stands, after the last pass} */
  double trainingError() {
    return trainingErrors.get(trainingErrors.size() - 1);
  }

  /** {@return the misread part of the test set after a pass, counted from 1} */
  double testError(int pass) {
    return passes().get(pass - 1).testError().orElseThrow();
  }
}
