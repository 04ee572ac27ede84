package io.github.lenetcl.compute.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.opencl.device.LinuxLoader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenClProviderTest {

  private final OpenClProvider provider = new OpenClProvider();

  @Test
  void namesItsDevicesAndTheirLimits() {
    OpenClForTests.open().close();
    List<DeviceInfo> devices = provider.devices();
    for (DeviceInfo device : devices) {
      assertTrue(device.id().matches("opencl:\\d+\\.\\d+"), device.id());
      assertEquals(
          List.of(
              "vendor",
              "OpenCL",
              "compute units",
              "clock",
              "global memory",
              "largest allocation",
              "local memory",
              "work-group size"),
          List.copyOf(device.limits().keySet()));
    }
    for (int i = 1; i < devices.size(); i++) {
      assertTrue(rank(devices.get(i - 1)) <= rank(devices.get(i)), "the one to prefer first");
    }
  }

  private static int rank(DeviceInfo device) {
    return switch (device.kind()) {
      case DISCRETE_GPU -> 0;
      case ACCELERATOR -> 1;
      case INTEGRATED_GPU -> 2;
      case CPU -> 3;
      case SIMULATOR -> 4;
      case JAVA -> throw new AssertionError("no OpenCL device: " + device);
    };
  }

  @Test
  void refusesADeviceThatIsGone() {
    try (Backend backend = OpenClForTests.open()) {
      DeviceInfo there = backend.device();
      DeviceInfo gone =
          new DeviceInfo(
              there.id(), "other", there.platform(), there.driver(), there.kind(), Map.of());
      DeviceException e = assertThrows(DeviceException.class, () -> provider.open(gone));
      assertTrue(e.getMessage().contains("no longer there"), e.getMessage());
    }
  }

  /** As on a machine without OpenCL: the profile cpu-fallback takes JOCL off the class path. */
  @Test
  void saysThatJoclIsMissing() {
    assumeTrue(System.getProperty("lenet.opencl", "").equals("absent"), "JOCL is there");
    DeviceException e = assertThrows(DeviceException.class, provider::devices);
    String wanted = LinuxLoader.isMissing() ? "no OpenCL loader" : "JOCL is not on the class path";
    assertTrue(e.getMessage().startsWith(wanted), e.getMessage());
  }
}
