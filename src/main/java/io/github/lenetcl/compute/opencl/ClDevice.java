package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.DeviceInfo.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/**
 * One OpenCL device.
 *
 * @param platform its platform
 * @param id its identity within this process
 * @param platformVersion the version of the platform, a part of the key of cached programs
 * @param info what it is, for people
 * @param maxAllocation the largest buffer it gives, in bytes
 * @param localMemory the local memory of a work-group, in bytes
 */
record ClDevice(
    cl_platform_id platform,
    cl_device_id id,
    String platformVersion,
    DeviceInfo info,
    long maxAllocation,
    long localMemory) {

  private static final List<Kind> PREFERENCE =
      List.of(Kind.DISCRETE_GPU, Kind.ACCELERATOR, Kind.INTEGRATED_GPU, Kind.CPU);

  static {
    // Global to JOCL, and off unless it is asked for: every failed call throws CLException.
    CL.setExceptionsEnabled(true);
  }

  /** Returns all devices, the one to prefer first. */
  static List<ClDevice> all() {
    try {
      return inOrderOfPreference();
    } finally {
      FaultHandler.restore(); // the loader has just loaded every driver
    }
  }

  private static List<ClDevice> inOrderOfPreference() {
    List<ClDevice> devices = new ArrayList<>();
    cl_platform_id[] platforms = platforms();
    for (int p = 0; p < platforms.length; p++) {
      cl_device_id[] ids = devices(platforms[p]);
      for (int d = 0; d < ids.length; d++) {
        devices.add(describe("opencl:" + p + "." + d, platforms[p], ids[d]));
      }
    }
    if (devices.isEmpty()) {
      throw new DeviceException(
          "no OpenCL device on any of "
              + platforms.length
              + " platforms; install the driver of the GPU, or PoCL for the CPU"
              + " (package pocl-opencl-icd)");
    }
    devices.sort(Comparator.comparingInt(device -> PREFERENCE.indexOf(device.info().kind())));
    return List.copyOf(devices);
  }

  /** Returns the device that is meant. */
  static ClDevice find(DeviceInfo wanted) {
    return all().stream()
        .filter(device -> device.info().id().equals(wanted.id()))
        .filter(device -> device.info().name().equals(wanted.name()))
        .findFirst()
        .orElseThrow(() -> new DeviceException(wanted + " is no longer there; list the devices"));
  }

  int computeUnits() {
    return (int) number(id, CL.CL_DEVICE_MAX_COMPUTE_UNITS);
  }

  /** Returns how many floats its vector instructions take: 1 if it has none. */
  int vectorWidth() {
    return (int) number(id, CL.CL_DEVICE_NATIVE_VECTOR_WIDTH_FLOAT);
  }

  private static cl_platform_id[] platforms() {
    int[] count = new int[1];
    try {
      CL.clGetPlatformIDs(0, null, count);
      cl_platform_id[] platforms = new cl_platform_id[count[0]];
      CL.clGetPlatformIDs(count[0], platforms, null);
      return platforms;
    } catch (CLException e) {
      // -1001 is what the loader says where no driver is registered.
      throw new DeviceException(
          "no OpenCL platform ("
              + e.getStatus()
              + "); install a driver that registers one in /etc/OpenCL/vendors: the GPU's, or PoCL"
              + " for the CPU (package pocl-opencl-icd)",
          e);
    }
  }

  private static cl_device_id[] devices(cl_platform_id platform) {
    int[] count = new int[1];
    try {
      CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, 0, null, count);
      cl_device_id[] devices = new cl_device_id[count[0]];
      CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, count[0], devices, null);
      return devices;
    } catch (CLException e) {
      if (e.getStatus() == CL.CL_DEVICE_NOT_FOUND) {
        return new cl_device_id[0];
      }
      throw new DeviceException("OpenCL platform: " + ClErrors.describe(e), e);
    }
  }

  private static ClDevice describe(String id, cl_platform_id platform, cl_device_id device) {
    try {
      long maxAllocation = number(device, CL.CL_DEVICE_MAX_MEM_ALLOC_SIZE);
      long localMemory = number(device, CL.CL_DEVICE_LOCAL_MEM_SIZE);
      Map<String, String> limits = new LinkedHashMap<>();
      limits.put("vendor", text(device, CL.CL_DEVICE_VENDOR));
      limits.put("OpenCL", text(device, CL.CL_DEVICE_VERSION));
      limits.put("compute units", "" + number(device, CL.CL_DEVICE_MAX_COMPUTE_UNITS));
      limits.put("clock", number(device, CL.CL_DEVICE_MAX_CLOCK_FREQUENCY) + " MHz");
      limits.put("global memory", bytes(number(device, CL.CL_DEVICE_GLOBAL_MEM_SIZE)));
      limits.put("largest allocation", bytes(maxAllocation));
      limits.put("local memory", bytes(localMemory));
      limits.put("work-group size", "" + number(device, CL.CL_DEVICE_MAX_WORK_GROUP_SIZE));
      DeviceInfo info =
          new DeviceInfo(
              id,
              text(device, CL.CL_DEVICE_NAME),
              text(platform, CL.CL_PLATFORM_NAME),
              text(device, CL.CL_DRIVER_VERSION),
              kind(device),
              Collections.unmodifiableMap(limits));
      String version = text(platform, CL.CL_PLATFORM_VERSION);
      return new ClDevice(platform, device, version, info, maxAllocation, localMemory);
    } catch (CLException e) {
      throw new DeviceException(id + ": asking for its properties: " + ClErrors.describe(e), e);
    }
  }

  @SuppressWarnings("deprecation") // OpenCL 2.0 has no other word for it
  private static Kind kind(cl_device_id device) {
    long type = number(device, CL.CL_DEVICE_TYPE);
    if ((type & CL.CL_DEVICE_TYPE_GPU) != 0) {
      boolean shared = number(device, CL.CL_DEVICE_HOST_UNIFIED_MEMORY) != 0;
      return shared ? Kind.INTEGRATED_GPU : Kind.DISCRETE_GPU;
    }
    return (type & CL.CL_DEVICE_TYPE_CPU) != 0 ? Kind.CPU : Kind.ACCELERATOR;
  }

  private static String bytes(long count) {
    if (count < 1 << 20) {
      return count / 1024 + " KiB";
    }
    return count < 1 << 30
        ? count / (1 << 20) + " MiB"
        : String.format(Locale.ROOT, "%.1f GiB", count / (double) (1 << 30));
  }

  /** A property that is an integer of four or eight bytes. */
  private static long number(cl_device_id device, int property) {
    long[] size = new long[1];
    CL.clGetDeviceInfo(device, property, 0, null, size);
    if (size[0] == Sizeof.cl_int) {
      int[] value = new int[1];
      CL.clGetDeviceInfo(device, property, size[0], Pointer.to(value), null);
      return Integer.toUnsignedLong(value[0]);
    }
    long[] value = new long[1];
    CL.clGetDeviceInfo(device, property, Sizeof.cl_long, Pointer.to(value), null);
    return value[0];
  }

  private static String text(cl_device_id device, int property) {
    long[] size = new long[1];
    CL.clGetDeviceInfo(device, property, 0, null, size);
    byte[] value = new byte[(int) size[0]];
    CL.clGetDeviceInfo(device, property, size[0], Pointer.to(value), null);
    return text(value);
  }

  private static String text(cl_platform_id platform, int property) {
    long[] size = new long[1];
    CL.clGetPlatformInfo(platform, property, 0, null, size);
    byte[] value = new byte[(int) size[0]];
    CL.clGetPlatformInfo(platform, property, size[0], Pointer.to(value), null);
    return text(value);
  }

  /** Drivers end their strings with a zero, and some pad them. */
  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8).replace("\0", "").strip();
  }
}
