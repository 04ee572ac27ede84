package io.github.lenetcl.selftest;

import io.github.lenetcl.compute.Backend;

/**
 * Training on the device against training on the reference.
 *
 * @param training the steps
 */
record StepsCase(Training training) implements Case {

  @Override
  public String name() {
    return training.title();
  }

  @Override
  public Results on(Backend backend) {
    return training.on(backend, Training.Way.STEP_BY_STEP);
  }
}
