package io.github.lenetcl.compute;

import java.util.Map;

/**
 * What a device is.
 *
 * @param id how to ask for it: cpu, or opencl:platform.device
 * @param name the device's name as its driver gives it
 * @param platform the platform's name
 * @param driver the version of its driver
 * @param kind what it is
 * @param limits further properties by name, in the order in which they are shown
 */
public record DeviceInfo(
    String id, String name, String platform, String driver, Kind kind, Map<String, String> limits) {

  /** What a device is. */
  public enum Kind {
    /** The Java CPU backend. */
    JAVA,
    /** An OpenCL device that is a CPU. */
    CPU,
    /** A GPU with memory of its own. */
    DISCRETE_GPU,
    /** A GPU that shares the host's memory. */
    INTEGRATED_GPU,
    /** An accelerator that is no GPU. */
    ACCELERATOR,
    /** A program that imitates a device to look into kernels, some thousand times slower. */
    SIMULATOR
  }

  @Override
  public String toString() {
    return id + " (" + name + ", " + platform + ")";
  }
}
