package io.github.lenetcl.bench;

import java.util.List;

/** What is timed. */
public enum Mode {
  /** Updates from batches, as recipe paper makes them: MAP loss, Levenberg-Marquardt rule. */
  TRAIN(List.of(1, 16, 64, 256, 1024)),
  /** Classification in batches, the penalties read back after each. */
  INFER(List.of(1, 16, 64, 256, 1024)),
  /** One sample for each update, and the time from one image to its penalties. */
  ONLINE(List.of(1)),
  /** The time from the start of a process to its first update, as {@link ColdStart} takes it. */
  START(List.of());

  private final List<Integer> batches;

  Mode(List<Integer> batches) {
    this.batches = batches;
  }

  /** {@return the batches that are measured where nothing else is said} */
  public List<Integer> batches() {
    return batches;
  }

  /** {@return whether parameters change} */
  boolean trains() {
    return this != INFER;
  }
}
