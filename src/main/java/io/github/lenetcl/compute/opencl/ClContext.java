package io.github.lenetcl.compute.opencl;

import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;

/** A context of one device. */
final class ClContext extends ClHandle {

  private final ClDevice device;
  private final cl_context context;

  ClContext(ClDevice device) {
    this(device, create(device));
  }

  private ClContext(ClDevice device, cl_context context) {
    this.device = device;
    this.context = context;
  }

  private static cl_context create(ClDevice device) {
    cl_context_properties properties = new cl_context_properties();
    properties.addProperty(CL.CL_CONTEXT_PLATFORM, device.platform());
    try {
      return CL.clCreateContext(properties, 1, new cl_device_id[] {device.id()}, null, null, null);
    } catch (CLException e) {
      throw ClErrors.failure(device.info(), "making a context", e);
    }
  }

  ClDevice device() {
    return device;
  }

  cl_context id() {
    return context;
  }

  @Override
  void release() {
    CL.clReleaseContext(context);
  }
}
