package io.github.lenetcl.training;

/**
 * A loss that was not finite ended the training. The message names the pass, the step and the first
 * layer concerned.
 */
public final class NotFiniteException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The pass, from 1. */
  private final int pass;

  /** The update within the pass, from 1. */
  private final int step;

  /** The first layer that is not finite. */
  private final String layer;

  private final transient TrainingResult result;

  NotFiniteException(int pass, int step, String layer, TrainingResult result) {
    super(
        "the loss is not finite in pass %d, step %d, first in layer %s; a smaller rate may help"
            .formatted(pass, step, layer));
    this.pass = pass;
    this.step = step;
    this.layer = layer;
    this.result = result;
  }

  /** {@return the pass, from 1} */
  public int pass() {
    return pass;
  }

  /** {@return the update within the pass, from 1} */
  public int step() {
    return step;
  }

  /** {@return the name of the first layer with a parameter or an output that is not finite} */
  public String layer() {
    return layer;
  }

  /** {@return what came of the run until then, with the last parameters that are good} */
  public TrainingResult result() {
    return result;
  }
}
