package io.github.lenetcl.spark;

import io.github.lenetcl.compute.Selection;

/** Devices for tasks that use one alone. */
public final class TaskDevices {

  private TaskDevices() {}

  /**
   * Opens the device of the task that asks: for {@code auto} the GPU that Spark assigned to it, the
   * CPU where it assigned none.
   *
   * @param wish the device, by the words of {@link io.github.lenetcl.compute.Backends}
   * @return the device, to be closed by the caller, and why it was taken
   * @throws io.github.lenetcl.compute.DeviceException if it is not there or cannot be used
   */
  public static Selection open(String wish) {
    return DeviceChoice.of(wish).open();
  }
}
