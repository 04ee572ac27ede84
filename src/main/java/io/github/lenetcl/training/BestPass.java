package io.github.lenetcl.training;

import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.model.Model;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Keeps the model of the pass that misread the fewest of the validation images ({@link
 * Trainer#validation(LabelledImages)}), of equals the one of the least loss, and ends the run where
 * no pass has been better for some time. For one run only.
 */
public final class BestPass implements TrainingListener {

  private final int patience;
  private Optional<PassResult> best = Optional.empty();
  private Optional<Model> model = Optional.empty();
  private int last;

  /**
   * Looks on at a run.
   *
   * @param patience after how many passes that are no better the run ends, at least 1; never, where
   *     nothing is said
   */
  public BestPass(OptionalInt patience) {
    if (patience.orElse(1) < 1) {
      throw new IllegalArgumentException("patience " + patience.getAsInt() + ", wanted at least 1");
    }
    this.patience = patience.orElse(Integer.MAX_VALUE);
  }

  /**
   * Goes on from what an earlier part of the run had reached.
   *
   * @param earlier the state that was kept of the best pass
   */
  public void goOn(Checkpoint earlier) {
    int passes = earlier.history().size();
    if (passes > 0) {
      best = Optional.of(earlier.history().get(passes - 1));
      model = Optional.of(earlier.model());
      last = passes;
    }
  }

  @Override
  public void passFinished(PassResult result) {
    last = result.pass();
    if (result.validation().isPresent() && (best.isEmpty() || isBetter(result, best.get()))) {
      best = Optional.of(result);
      model = Optional.empty();
    }
  }

  private static boolean isBetter(PassResult result, PassResult than) {
    double error = result.validationError().orElse(1.0);
    double least = than.validationError().orElse(Double.POSITIVE_INFINITY);
    return error < least
        || error == least
            && result.validation().orElseThrow().meanLoss()
                < than.validation().orElseThrow().meanLoss();
  }

  @Override
  public void reached(Checkpoint checkpoint) {
    if (best.isPresent() && model.isEmpty()) {
      model = Optional.of(checkpoint.model());
    }
  }

  @Override
  public boolean stopRequested() {
    return isOver();
  }

  /** {@return whether no pass has been better for as long as was waited for} */
  public boolean isOver() {
    return best.isPresent() && last - best.get().pass() >= patience;
  }

  /** {@return what came of the best pass, if one has been evaluated} */
  public Optional<PassResult> result() {
    return best;
  }

  /** {@return the model after the best pass, if one has been evaluated} */
  public Optional<Model> model() {
    return model;
  }
}
