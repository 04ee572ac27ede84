package io.github.lenetcl.training;

/**
 * Looks on while a network is trained; a lambda is told the passes: {@code pass ->
 * System.out.println(pass.loss())}. All methods are called from the thread that trains, and what
 * they throw ends the training.
 */
@FunctionalInterface
public interface TrainingListener {

  /**
   * The run begins.
   *
   * @param run what is trained, how and where
   */
  default void started(TrainingRun run) {}

  /**
   * Some samples more are done; called several times a second.
   *
   * @param progress where the run is
   */
  default void progress(Progress progress) {}

  /**
   * A pass is over and the test set, if there is one, evaluated.
   *
   * @param result what came of the pass
   */
  void passFinished(PassResult result);

  /**
   * A pass is over: what the run has reached, after {@link #passFinished}.
   *
   * @param checkpoint the state, with the parameters after the pass
   */
  default void reached(Checkpoint checkpoint) {}

  /**
   * The run is over: finished, or stopped on request.
   *
   * @param result what came of it
   */
  default void finished(TrainingResult result) {}

  /**
   * {@return whether the run should end after the steps in hand} Asked several times a second; the
   * answer may be set by another thread.
   */
  default boolean stopRequested() {
    return false;
  }
}
