package io.github.lenetcl.compute.opencl;

import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;

/** A context of one device, and the sizes that its kernels are compiled for. */
final class ClContext extends ClHandle {

  private final ClDevice device;
  private final Tuning tuning;
  private final cl_context context;
  private volatile int largestGroup;

  /** Makes a context whose kernels have the sizes that are known to suit the device. */
  ClContext(ClDevice device) {
    this(device, Tunings.ofUser().of(device.info()));
  }

  ClContext(ClDevice device, Tuning tuning) {
    this(device, tuning, create(device));
  }

  private ClContext(ClDevice device, Tuning tuning, cl_context context) {
    this.device = device;
    this.tuning = tuning;
    this.context = context;
    largestGroup = device.largestGroup();
  }

  private static cl_context create(ClDevice device) {
    cl_context_properties properties = new cl_context_properties();
    properties.addProperty(CL.CL_CONTEXT_PLATFORM, device.platform());
    try {
      return CL.clCreateContext(properties, 1, new cl_device_id[] {device.id()}, null, null, null);
    } catch (CLException e) {
      throw ClErrors.failure(device.info(), "making a context", e);
    } finally {
      FaultHandler.restore(); // the first context of Intel's runtime starts its compiler
    }
  }

  ClDevice device() {
    return device;
  }

  /** Returns the sizes of the general kernels. */
  Tuning tuning() {
    return tuning;
  }

  /** Returns the most work-items that a group of its kernels may have: a power of two. */
  int largestGroup() {
    return largestGroup;
  }

  /** Bounds the groups of the kernels to come. */
  void limitGroups(long most) {
    largestGroup = Integer.highestOneBit((int) Math.max(1, Math.min(most, largestGroup)));
  }

  cl_context id() {
    return context;
  }

  @Override
  void release() {
    CL.clReleaseContext(context);
  }
}
