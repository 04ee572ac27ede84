package io.github.lenetcl.selftest;

import io.github.lenetcl.compute.Backend;

/**
 * Training on the device against the same again, or made in another way, on the same device.
 *
 * @param training the steps
 * @param way how they are made
 * @param again how they are made the other time
 */
record RepeatedCase(Training training, Training.Way way, Training.Way again) implements Case {

  @Override
  public String name() {
    return training.title();
  }

  @Override
  public Results on(Backend backend) {
    return training.on(backend, way);
  }

  @Override
  public Results expected(Backend device, Backend reference) {
    return training.on(device, again);
  }
}
