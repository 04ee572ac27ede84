package io.github.lenetcl.compute.opencl.device;

import io.github.lenetcl.compute.DeviceException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/**
 * One OpenCL platform: what a driver registers.
 *
 * @param index its place among all, the first number in its devices' ids
 * @param id its identity within this process
 */
record ClPlatform(int index, cl_platform_id id) {

  /** JOCL's constant is this one with the sign carried into the upper half, which Mesa refuses. */
  private static final long EVERY_TYPE = 0xFFFF_FFFFL;

  /** What the loader says where no driver is registered: CL_PLATFORM_NOT_FOUND_KHR. */
  private static final int NO_PLATFORM = -1001;

  /** Returns all platforms, in the order of the loader. */
  static List<ClPlatform> all() {
    int[] count = new int[1];
    cl_platform_id[] ids;
    try {
      CL.clGetPlatformIDs(0, null, count);
      ids = new cl_platform_id[count[0]];
      CL.clGetPlatformIDs(count[0], ids, null);
    } catch (CLException e) {
      if (e.getStatus() != NO_PLATFORM) {
        throw new DeviceException("asking for OpenCL platforms: " + ClErrors.describe(e), e);
      }
      ids = new cl_platform_id[0];
    }
    List<ClPlatform> platforms = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      platforms.add(new ClPlatform(i, ids[i]));
    }
    return platforms;
  }

  /** Returns its devices, none if it has none. */
  List<cl_device_id> devices() {
    int[] count = new int[1];
    try {
      CL.clGetDeviceIDs(id, EVERY_TYPE, 0, null, count);
      cl_device_id[] devices = new cl_device_id[count[0]];
      if (count[0] > 0) {
        CL.clGetDeviceIDs(id, EVERY_TYPE, count[0], devices, null);
      }
      return List.of(devices);
    } catch (CLException e) {
      if (e.getStatus() == CL.CL_DEVICE_NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
  }

  String name() {
    return text(CL.CL_PLATFORM_NAME);
  }

  String version() {
    return text(CL.CL_PLATFORM_VERSION);
  }

  private String text(int property) {
    long[] size = new long[1];
    CL.clGetPlatformInfo(id, property, 0, null, size);
    byte[] value = new byte[(int) size[0]];
    CL.clGetPlatformInfo(id, property, size[0], Pointer.to(value), null);
    return text(value);
  }

  /** Drivers end their strings with a zero, and some pad them. */
  static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8).replace("\0", "").strip();
  }
}
