package io.github.lenetcl.training;

import io.github.lenetcl.model.Model;
import java.util.List;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param checkpoint where the run ended, with all that it takes to go on
 * @param end why it ended
 */
public record TrainingResult(Checkpoint checkpoint, End end) {

  /** Why a run ended. */
  public enum End {
    /** All passes are done. */
    FINISHED,
    /** The number of updates that was asked for is done. */
    STEP_LIMIT,
    /** A listener asked for it. */
    STOPPED,
    /** A loss was not finite; the checkpoint is the last good one. */
    NOT_FINITE
  }

  /** {@return the network as it was trained, with where it comes from} */
  public Model model() {
    return checkpoint.model();
  }

  /** {@return the passes that were finished, those before a resumption included} */
  public List<PassResult> history() {
    return checkpoint.history();
  }

  /** {@return the last finished pass, if there is one} */
  public Optional<PassResult> lastPass() {
    List<PassResult> passes = history();
    return passes.isEmpty() ? Optional.empty() : Optional.of(passes.get(passes.size() - 1));
  }

  @Override
  public String toString() {
    return lastPass().map(PassResult::toString).orElse("no pass") + "; " + end;
  }
}
