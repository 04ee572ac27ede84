package io.github.lenetcl.fitting;

import io.github.lenetcl.model.Models;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Saves the model whenever its {@link Epoch#watchedLoss} is the least of this fit so far. */
public final class BestCheckpoint implements Callback {

  private final Path file;
  private double best = Double.POSITIVE_INFINITY;

  /**
   * Saves to a file, replaced each time in one step.
   *
   * @param file the model file
   */
  public BestCheckpoint(Path file) {
    this.file = file;
  }

  @Override
  public void started(Compiled model) {
    best = Double.POSITIVE_INFINITY;
  }

  /**
   * Saves the model where it is the best.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  @Override
  public boolean epochFinished(Epoch epoch, Compiled model) {
    if (epoch.watchedLoss() < best) {
      best = epoch.watchedLoss();
      try {
        Models.save(file, model.model());
      } catch (IOException e) {
        throw new UncheckedIOException(file + ": the model cannot be written, " + e, e);
      }
    }
    return true;
  }
}
