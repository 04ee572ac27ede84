package io.github.lenetcl.compute.opencl.device;

import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;

/** A context of one device. */
public final class ClContext extends ClHandle {

  private final ClDevice device;
  private final cl_context context;
  private volatile int largestGroup;

  /** Makes a context of a device's own. */
  public ClContext(ClDevice device) {
    this(device, create(device));
  }

  private ClContext(ClDevice device, cl_context context) {
    this.device = device;
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

  /** Returns its device. */
  public ClDevice device() {
    return device;
  }

  /** Returns the most work-items that a group of its kernels may have: a power of two. */
  public int largestGroup() {
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
