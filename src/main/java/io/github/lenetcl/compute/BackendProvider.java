package io.github.lenetcl.compute;

import java.util.List;

/**
 * A way to reach devices, found by {@link java.util.ServiceLoader}. The provider itself must load
 * where its native library, or its Java binding, is missing.
 */
public interface BackendProvider {

  /** {@return the first word of its devices' ids: cpu, opencl} */
  String scheme();

  /**
   * {@return its devices, the one to prefer first}
   *
   * @throws DeviceException saying why there are none: no binding, no loader, no platform, no
   *     device
   */
  List<DeviceInfo> devices();

  /**
   * {@return what of the places where it looks for devices cannot be used, a line for each with the
   * reason: their failing hides no other's devices}
   *
   * @throws DeviceException as {@link #devices()}, where nothing can be asked
   */
  default List<String> failures() {
    return List.of();
  }

  /**
   * Opens a device.
   *
   * @param device one of {@link #devices()}
   * @return the open device
   * @throws DeviceException if it cannot be used
   */
  Backend open(DeviceInfo device);
}
