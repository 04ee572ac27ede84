package io.github.lenetcl.compute;

import io.github.lenetcl.network.Scaling;

/**
 * One open device. Safe to use from several threads. Closing it, or a plan, or images, is safe at
 * any time, whatever other threads do with them: it waits for the calls under way, and later calls
 * are refused with an {@link IllegalStateException}. Backends get this from a {@link Gate}.
 */
public interface Backend extends AutoCloseable {

  /** {@return what the device is} */
  DeviceInfo device();

  /**
   * Makes room for a network on this device and prepares its passes. All vectors start at zero.
   *
   * @param spec the network and the sizes to plan for
   * @return the plan, which closing the backend frees too
   * @throws IllegalArgumentException if the network does not fit the input
   * @throws DeviceException if the device cannot hold or run it
   */
  Plan plan(PlanSpec spec);

  /**
   * {@return how a plan runs its layers here, in a line for people}
   *
   * @param spec the network and the sizes to plan for
   */
  default String schedule(PlanSpec spec) {
    return "layer by layer";
  }

  /**
   * Keeps grey images and their labels on the device, as bytes.
   *
   * @param images the images and labels
   * @param scaling how grey levels become inputs
   * @return the images, which closing the backend frees too
   */
  ResidentImages load(GreyImages images, Scaling scaling);

  /**
   * Makes ready to measure what the device can do at best.
   *
   * @return the probe, which closing the backend frees too
   * @throws DeviceException if the device cannot hold or run it
   */
  Probe probe();

  /** Waits for the work in hand and frees everything that was made by this backend. */
  @Override
  void close();
}
