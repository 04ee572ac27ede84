package io.github.lenetcl.compute.opencl;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.BackendProvider;
import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.opencl.device.ClDevices;
import io.github.lenetcl.compute.opencl.whole.KernelPath;
import java.util.ServiceLoader;

/**
 * The OpenCL device of the tests, the first there is. Where there is none they are skipped with the
 * reason; with {@code -Dlenet.opencl=required} they fail, with {@code -Dlenet.opencl=absent} none
 * is looked for.
 */
public final class OpenClForTests {

  private OpenClForTests() {}

  /** Opens the device, or ends the test. */
  public static Backend open() {
    return open(KernelPath.ofUser());
  }

  /**
   * Opens the device with the kernels for whole networks that are made for GPUs, or ends the test.
   */
  public static Backend openFused() {
    return open(KernelPath.FUSED);
  }

  /** Opens the device to run all networks layer by layer, or ends the test. */
  public static Backend openGeneral() {
    return open(KernelPath.GENERAL);
  }

  public static Backend open(KernelPath path) {
    String wanted = System.getProperty("lenet.opencl", "");
    if (wanted.equals("absent")) {
      return abort("lenet.opencl=absent: OpenCL is out of reach on purpose");
    }
    try {
      BackendProvider provider = provider();
      return new OpenClBackend(ClDevices.find(provider.devices().get(0)), path);
    } catch (DeviceException e) {
      return wanted.equals("required")
          ? fail("OpenCL is required here (-Dlenet.opencl=required): " + e.getMessage(), e)
          : abort("no OpenCL device: " + e.getMessage());
    }
  }

  private static BackendProvider provider() {
    for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
      if (provider.scheme().equals("opencl")) {
        return provider;
      }
    }
    throw new DeviceException("no provider of OpenCL devices on the class path");
  }
}
