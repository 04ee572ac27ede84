package io.github.lenetcl.fitting;

/** Is called while a network is fitted, from the thread that fits. What it throws ends fit. */
public interface Callback {

  /**
   * A fit begins; what was kept of an earlier one is to be forgotten.
   *
   * @param model the network, with the parameters that it starts from
   */
  default void started(Compiled model) {}

  /**
   * A pass is over.
   *
   * @param epoch what came of it
   * @param model the network with the parameters that it has now
   * @return whether to go on
   */
  boolean epochFinished(Epoch epoch, Compiled model);

  /**
   * The last pass is over.
   *
   * @param model the network, whose parameters may be set to others
   */
  default void finished(Compiled model) {}
}
