package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.BackendProvider;
import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.opencl.device.ClDevice;
import io.github.lenetcl.compute.opencl.device.ClDevices;
import io.github.lenetcl.compute.opencl.device.LinuxLoader;
import io.github.lenetcl.compute.opencl.device.NativeLibrary;
import java.util.List;
import java.util.function.Supplier;

/**
 * OpenCL devices: discrete GPUs first, then accelerators, GPUs that share the host's memory, and
 * CPU devices. This class itself touches nothing of JOCL until a method is called, and turns the
 * lack of it into a {@link DeviceException}.
 */
public final class OpenClProvider implements BackendProvider {

  /** Makes the provider; {@link java.util.ServiceLoader} calls this. */
  public OpenClProvider() {}

  @Override
  public String scheme() {
    return "opencl";
  }

  @Override
  public List<DeviceInfo> devices() {
    requireLoader();
    return linked(() -> ClDevices.ask().orFail()).stream().map(ClDevice::info).toList();
  }

  @Override
  public List<String> failures() {
    requireLoader();
    return linked(() -> ClDevices.ask().failures());
  }

  @Override
  public Backend open(DeviceInfo device) {
    requireLoader();
    return linked(() -> new OpenClBackend(ClDevices.find(device)));
  }

  private static void requireLoader() {
    if (LinuxLoader.isMissing()) {
      throw new DeviceException(LinuxLoader.MISSING);
    }
  }

  /** Classes that use JOCL are loaded within. */
  private static <T> T linked(Supplier<T> work) {
    try {
      return work.get();
    } catch (LinkageError e) {
      throw NativeLibrary.failure(e);
    }
  }
}
