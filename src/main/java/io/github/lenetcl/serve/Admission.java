package io.github.lenetcl.serve;

import java.util.concurrent.atomic.AtomicInteger;

/** Lets in no more pictures than can wait; the others are told to come again. */
final class Admission {

  private final int most;
  private final Metrics metrics;
  private final AtomicInteger inside;

  /** Lets in at most so many pictures, and counts them where the metrics show it. */
  Admission(int most, Metrics metrics) {
    this.most = most;
    this.metrics = metrics;
    this.inside = metrics.pictures();
  }

  /** Lets pictures in; {@link #leave} follows when they are answered. */
  void enter(int pictures) {
    if (inside.addAndGet(pictures) > most) {
      inside.addAndGet(-pictures);
      metrics.refused();
      throw Problem.of(429, "busy: " + most + " pictures are in hand already", "Retry-After", "1");
    }
  }

  void leave(int pictures) {
    inside.addAndGet(-pictures);
  }
}
