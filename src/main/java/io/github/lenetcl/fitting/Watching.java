package io.github.lenetcl.fitting;

import io.github.lenetcl.training.Checkpoint;
import io.github.lenetcl.training.PassResult;
import io.github.lenetcl.training.TrainingListener;
import java.util.ArrayList;
import java.util.List;

/** Tells callbacks of passes, and ends the training where one wants it. */
final class Watching implements TrainingListener {

  private final Compiled model;
  private final List<Callback> callbacks;
  private final List<Epoch> epochs = new ArrayList<>();
  private boolean stop;

  Watching(Compiled model, List<Callback> callbacks) {
    this.model = model;
    this.callbacks = callbacks;
  }

  @Override
  public void passFinished(PassResult result) {
    epochs.add(Epoch.of(result));
  }

  @Override
  public void reached(Checkpoint checkpoint) {
    model.reached(checkpoint.model());
    for (Callback callback : callbacks) {
      stop |= !callback.epochFinished(epochs.get(epochs.size() - 1), model);
    }
  }

  @Override
  public boolean stopRequested() {
    return stop;
  }

  List<Epoch> epochs() {
    return epochs;
  }
}
