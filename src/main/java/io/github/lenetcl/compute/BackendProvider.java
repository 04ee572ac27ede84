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
   * Opens a device.
   *
   * @param device one of {@link #devices()}
   * @return the open device
   * @throws DeviceException if it cannot be used
   */
  Backend open(DeviceInfo device);
}
