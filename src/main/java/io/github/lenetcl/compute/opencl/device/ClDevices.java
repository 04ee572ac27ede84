package io.github.lenetcl.compute.opencl.device;

import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.DeviceInfo.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.cl_device_id;

/**
 * The devices of all platforms. What one platform fails at hides no device of another.
 *
 * @param devices the devices, the one to prefer first
 * @param failures of each platform or device that cannot be used one line: which, and why
 */
public record ClDevices(List<ClDevice> devices, List<String> failures) {

  private static final List<Kind> PREFERENCE =
      List.of(Kind.DISCRETE_GPU, Kind.ACCELERATOR, Kind.INTEGRATED_GPU, Kind.CPU, Kind.SIMULATOR);

  /** Asks every platform. */
  public static ClDevices ask() {
    FaultHandler.prepare();
    NativeLibrary.load();
    try {
      List<ClDevice> devices = new ArrayList<>();
      List<String> failures = new ArrayList<>();
      for (ClPlatform platform : ClPlatform.all()) {
        ask(platform, devices, failures);
      }
      devices.sort(Comparator.comparingInt(device -> PREFERENCE.indexOf(device.info().kind())));
      return new ClDevices(List.copyOf(devices), List.copyOf(failures));
    } finally {
      FaultHandler.restore(); // the loader has just loaded every driver
    }
  }

  private static void ask(ClPlatform platform, List<ClDevice> devices, List<String> failures) {
    String name = "opencl: platform " + platform.index();
    try {
      name += " (" + platform.name() + ", " + platform.version() + ")";
      List<cl_device_id> ids = platform.devices();
      if (ids.isEmpty()) {
        failures.add(name + ": has no device; " + remedyOf(platform.name()));
      }
      for (int d = 0; d < ids.size(); d++) {
        String id = "opencl:" + platform.index() + "." + d;
        try {
          devices.add(ClDevice.describe(id, platform, ids.get(d)));
        } catch (CLException e) {
          failures.add(id + ": asking for its properties: " + ClErrors.describe(e));
        }
      }
    } catch (CLException e) {
      failures.add(name + ": asking for its devices: " + ClErrors.describe(e));
    }
  }

  /** What keeps a registered driver from seeing a device. */
  private static String remedyOf(String platform) {
    return switch (platform) {
      case "Portable Computing Language" ->
          "let its cache folder be written (POCL_CACHE_DIR, or ~/.cache/pocl)";
      case "rusticl" -> "name a driver, as RUSTICL_ENABLE=radeonsi, and install libclc";
      default -> "check that its device is there and may be used (groups render and video)";
    };
  }

  /**
   * Returns the devices, if there are any.
   *
   * @throws DeviceException with the reasons if there are none
   */
  public List<ClDevice> orFail() {
    if (!devices.isEmpty()) {
      return devices;
    }
    if (failures.isEmpty()) {
      throw new DeviceException(
          "no OpenCL platform ("
              + CL.stringFor_errorCode(-1001)
              + "); install a driver that registers one in /etc/OpenCL/vendors: the GPU's, or PoCL"
              + " for the CPU (package pocl-opencl-icd)");
    }
    throw new DeviceException(
        "no OpenCL device: " + String.join("; ", failures).replace("opencl: platform", "platform"));
  }

  /** Returns the device that is meant. */
  public static ClDevice find(DeviceInfo wanted) {
    return ask().orFail().stream()
        .filter(device -> device.info().id().equals(wanted.id()))
        .filter(device -> device.info().name().equals(wanted.name()))
        .findFirst()
        .orElseThrow(() -> new DeviceException(wanted + " is no longer there; list the devices"));
  }
}
