package io.github.lenetcl.fitting;

/**
 * Ends fit where the {@link Epoch#watchedLoss} has not fallen for some passes, and goes back to the
 * parameters of the least.
 */
public final class EarlyStopping implements Callback {

  private final int patience;
  private final double least;
  private double best = Double.POSITIVE_INFINITY;
  private float[] parameters = {};
  private int since;

  /**
   * Stops where nothing has become better.
   *
   * @param patience for how many passes, at least 1
   */
  public EarlyStopping(int patience) {
    this(patience, 0);
  }

  /**
   * Stops where nothing has become better by some amount.
   *
   * @param patience for how many passes, at least 1
   * @param least by how much the loss must fall to have become better, at least 0
   */
  public EarlyStopping(int patience, double least) {
    if (patience < 1 || !(least >= 0)) {
      throw new IllegalArgumentException(
          "early stopping: patience %d and least %s, wanted at least 1 and at least 0"
              .formatted(patience, least));
    }
    this.patience = patience;
    this.least = least;
  }

  @Override
  public void started(Compiled model) {
    best = Double.POSITIVE_INFINITY;
    parameters = new float[0];
    since = 0;
  }

  @Override
  public boolean epochFinished(Epoch epoch, Compiled model) {
    if (epoch.watchedLoss() < best - least) {
      best = epoch.watchedLoss();
      parameters = model.parameters();
      since = 0;
    } else {
      since++;
    }
    return since < patience;
  }

  @Override
  public void finished(Compiled model) {
    if (parameters.length > 0) {
      model.parameters(parameters);
    }
  }
}
