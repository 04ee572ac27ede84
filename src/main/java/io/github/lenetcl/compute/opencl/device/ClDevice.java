package io.github.lenetcl.compute.opencl.device;

import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.DeviceInfo.Kind;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 * @param language the newest OpenCL C that its compiler takes, as "OpenCL C 1.2"
 * @param info what it is, for people
 * @param maxAllocation the largest buffer it gives, in bytes
 * @param localMemory the local memory of a work-group, in bytes
 */
public record ClDevice(
    cl_platform_id platform,
    cl_device_id id,
    String platformVersion,
    String language,
    DeviceInfo info,
    long maxAllocation,
    long localMemory) {

  /** The most work-items of a group that any kernel here wants. */
  private static final int LARGEST_GROUP = 256;

  private static final Pattern VERSION = Pattern.compile("OpenCL C (\\d+)\\.(\\d+).*");

  /** Platforms that imitate a device to look into programs, some thousand times slower than one. */
  private static final Set<String> SIMULATORS = Set.of("Oclgrind");

  /**
   * Checks that its compiler knows the language of the kernels.
   *
   * @throws DeviceException if it does not
   */
  public void requireLanguage() {
    if (!knowsLanguage(language)) {
      throw new DeviceException(
          info
              + ": its compiler takes "
              + language
              + ", wanted OpenCL C 1.2 or newer; use another driver or device");
    }
  }

  static boolean knowsLanguage(String version) {
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      return true; // let its compiler say
    }
    int major = Integer.parseInt(matcher.group(1));
    return major > 1 || major == 1 && Integer.parseInt(matcher.group(2)) >= 2;
  }

  /** Returns whether its driver compiles a kernel when it first runs. */
  boolean compilesLate() {
    return isPocl();
  }

  private boolean isPocl() {
    return info.platform().equals("Portable Computing Language");
  }

  /** Returns where its compiled programs are kept between runs. */
  public ProgramCache programCache() {
    return keepsPrograms() ? ProgramCache.none() : ProgramCache.ofUser();
  }

  /**
   * Returns whether its driver keeps compiled kernels between runs by itself. PoCL does, and asked
   * for a program's binary it compiles every kernel of it once more, for groups of any size.
   */
  private boolean keepsPrograms() {
    return isPocl() && !"0".equals(System.getenv("POCL_KERNEL_CACHE"));
  }

  /**
   * Returns the most work-items that a group may have here: a power of two, at most those that any
   * kernel wants.
   */
  int largestGroup() {
    long most = number(id, CL.CL_DEVICE_MAX_WORK_GROUP_SIZE);
    for (long along : numbers(id, CL.CL_DEVICE_MAX_WORK_ITEM_SIZES, 2)) {
      most = Math.min(most, along); // groups of the kernels are flat
    }
    return Integer.highestOneBit((int) Math.max(1, Math.min(most, LARGEST_GROUP)));
  }

  /** Returns how many work-groups it runs side by side. */
  public int computeUnits() {
    return (int) number(id, CL.CL_DEVICE_MAX_COMPUTE_UNITS);
  }

  /** Returns how many floats its vector instructions take: 1 if it has none. */
  public int vectorWidth() {
    return (int) number(id, CL.CL_DEVICE_NATIVE_VECTOR_WIDTH_FLOAT);
  }

  /**
   * Asks a device what it is.
   *
   * @throws CLException if it does not say
   */
  static ClDevice describe(String id, ClPlatform platform, cl_device_id device) {
    String name = platform.name();
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
            name,
            text(device, CL.CL_DRIVER_VERSION),
            SIMULATORS.contains(name) ? Kind.SIMULATOR : kind(device),
            Collections.unmodifiableMap(limits));
    return new ClDevice(
        platform.id(),
        device,
        platform.version(),
        text(device, CL.CL_DEVICE_OPENCL_C_VERSION),
        info,
        maxAllocation,
        localMemory);
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

  /** A property that is an array of sizes; the first few. */
  private static long[] numbers(cl_device_id device, int property, int count) {
    long[] size = new long[1];
    CL.clGetDeviceInfo(device, property, 0, null, size);
    long[] values = new long[(int) (size[0] / Sizeof.size_t)];
    CL.clGetDeviceInfo(device, property, size[0], Pointer.to(values), null);
    return Arrays.copyOf(values, Math.min(count, values.length));
  }

  private static String text(cl_device_id device, int property) {
    long[] size = new long[1];
    CL.clGetDeviceInfo(device, property, 0, null, size);
    byte[] value = new byte[(int) size[0]];
    CL.clGetDeviceInfo(device, property, size[0], Pointer.to(value), null);
    return ClPlatform.text(value);
  }
}
