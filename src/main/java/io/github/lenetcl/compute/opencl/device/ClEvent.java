package io.github.lenetcl.compute.opencl.device;

import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_event;

/** A moment in a queue, which can be looked at or waited for. */
public final class ClEvent extends ClHandle {

  private final ClDevice device;
  private final cl_event event;

  ClEvent(ClDevice device, cl_event event) {
    this.device = device;
    this.event = event;
  }

  /** Returns whether the queue has got there, or failed on the way. */
  public boolean isDone() {
    int[] status = new int[1];
    try {
      CL.clGetEventInfo(
          event, CL.CL_EVENT_COMMAND_EXECUTION_STATUS, Sizeof.cl_int, Pointer.to(status), null);
    } catch (CLException e) {
      throw ClErrors.failure(device.info(), "looking how far it got", e);
    }
    return status[0] <= CL.CL_COMPLETE;
  }

  /** Waits until the queue has got there. */
  public void await() {
    try {
      CL.clWaitForEvents(1, new cl_event[] {event});
    } catch (CLException e) {
      throw ClErrors.failure(device.info(), "waiting for its work", e);
    }
    FaultHandler.restoreIfTaken();
  }

  @Override
  void release() {
    CL.clReleaseEvent(event);
  }
}
