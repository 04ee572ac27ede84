package io.github.lenetcl.serve;

import io.github.lenetcl.training.TrainingListener;
import java.util.Map;

/** What a training tells those who watch it. Made by the thread that trains, read by others. */
public final class TrainingFeed implements TrainingListener {

  Map<String, Object> snapshot() {
    return Map.of();
  }

  void requestStop() {}
}
