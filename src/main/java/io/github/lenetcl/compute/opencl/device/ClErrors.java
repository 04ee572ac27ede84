package io.github.lenetcl.compute.opencl.device;

import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.DeviceInfo;
import org.jocl.CL;
import org.jocl.CLException;

/** Turns OpenCL's error codes into messages that name the device, the task and the remedy. */
public final class ClErrors {

  private ClErrors() {}

  /**
   * Makes the exception for a failed call.
   *
   * @param device where it failed
   * @param task what was being done, sizes included
   * @param cause what JOCL threw
   */
  static DeviceException failure(DeviceInfo device, String task, CLException cause) {
    return new DeviceException(device + ": " + task + ": " + describe(cause), cause);
  }

  /** Returns the code's name, its number and what is likely to help. */
  static String describe(CLException e) {
    int code = e.getStatus();
    return CL.stringFor_errorCode(code) + " (" + code + "): " + remedy(code);
  }

  /** Returns whether a device failed for want of memory or the like, which may pass. */
  public static boolean isShortage(DeviceException failure) {
    return failure.getCause() instanceof CLException e
        && switch (e.getStatus()) {
          case CL.CL_MEM_OBJECT_ALLOCATION_FAILURE,
              CL.CL_OUT_OF_RESOURCES,
              CL.CL_OUT_OF_HOST_MEMORY ->
              true;
          default -> false;
        };
  }

  private static String remedy(int code) {
    return switch (code) {
      case CL.CL_DEVICE_NOT_AVAILABLE -> "another program holds the device, or it was reset";
      case CL.CL_COMPILER_NOT_AVAILABLE -> "its driver has no compiler; install the full driver";
      case CL.CL_MEM_OBJECT_ALLOCATION_FAILURE, CL.CL_OUT_OF_RESOURCES, CL.CL_INVALID_BUFFER_SIZE ->
          "too little memory on the device; use a smaller batch, or close what else runs there";
      case CL.CL_OUT_OF_HOST_MEMORY -> "too little memory on the host; use a smaller batch";
      case CL.CL_BUILD_PROGRAM_FAILURE, CL.CL_INVALID_BINARY ->
          "its compiler refused a kernel (wanted: OpenCL C 1.2); update the driver and report the log";
      case CL.CL_INVALID_WORK_GROUP_SIZE, CL.CL_INVALID_WORK_ITEM_SIZE ->
          "the device refuses groups that it says it takes; update its driver or use another one";
      default -> "run lenet selftest on it, and update its driver";
    };
  }
}
