package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.BackendProvider;
import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.DeviceInfo;
import java.util.List;

/**
 * OpenCL devices: discrete GPUs first, then accelerators, GPUs that share the host's memory, and
 * CPU devices. This class itself touches nothing of JOCL until a method is called, and turns the
 * lack of it into a {@link DeviceException}.
 */
public final class OpenClProvider implements BackendProvider {

  private static final String NO_LOADER =
      "no OpenCL loader (libOpenCL.so.1) or none that JOCL can load; install a GPU driver or the"
          + " package ocl-icd-libopencl1";

  /** Makes the provider; {@link java.util.ServiceLoader} calls this. */
  public OpenClProvider() {}

  @Override
  public String scheme() {
    return "opencl";
  }

  @Override
  public List<DeviceInfo> devices() {
    requireLoader();
    try {
      return ClDevice.all().stream().map(ClDevice::info).toList();
    } catch (LinkageError e) {
      throw unavailable(e);
    }
  }

  @Override
  public Backend open(DeviceInfo device) {
    requireLoader();
    try {
      return new OpenClBackend(ClDevice.find(device));
    } catch (LinkageError e) {
      throw unavailable(e);
    }
  }

  private static void requireLoader() {
    if (LinuxLoader.isMissing()) {
      throw new DeviceException(NO_LOADER);
    }
  }

  private static DeviceException unavailable(LinkageError e) {
    if (e instanceof NoClassDefFoundError && e.getCause() instanceof ClassNotFoundException) {
      return new DeviceException("JOCL is not on the class path; add org.jocl:jocl", e);
    }
    return new DeviceException(NO_LOADER, e);
  }
}
