package io.github.lenetcl.compute.opencl.device;

import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_event;

/** A queue whose commands run in order. */
public final class ClQueue extends ClHandle {

  private final ClContext context;
  private final cl_command_queue queue;

  /** Makes a queue of a context's device. */
  public ClQueue(ClContext context) {
    this(context, create(context));
  }

  private ClQueue(ClContext context, cl_command_queue queue) {
    this.context = context;
    this.queue = queue;
  }

  @SuppressWarnings("deprecation") // its successor came with OpenCL 2.0
  private static cl_command_queue create(ClContext context) {
    try {
      return CL.clCreateCommandQueue(context.id(), context.device().id(), 0, null);
    } catch (CLException e) {
      throw ClErrors.failure(context.device().info(), "making a queue", e);
    }
  }

  /** Returns the context that it belongs to. */
  public ClContext context() {
    return context;
  }

  cl_command_queue id() {
    return queue;
  }

  /**
   * Writes values, and waits until the device has them, so that kernels of any queue read them.
   * That the call is a blocking one promises less: that the host's memory is free again.
   */
  public void write(ClBuffer buffer, float... values) {
    write(buffer, (long) values.length * Sizeof.cl_float, Pointer.to(values));
  }

  /** Writes integers, likewise. */
  public void write(ClBuffer buffer, int... values) {
    write(buffer, (long) values.length * Sizeof.cl_int, Pointer.to(values));
  }

  /** Writes bytes, likewise. */
  public void write(ClBuffer buffer, byte... values) {
    write(buffer, values.length, Pointer.to(values));
  }

  private void write(ClBuffer buffer, long bytes, Pointer from) {
    if (bytes == 0) {
      return; // which OpenCL takes for a fault
    }
    cl_event event = new cl_event();
    run(
        "writing " + buffer.name(),
        () -> CL.clEnqueueWriteBuffer(queue, buffer.id(), true, 0, bytes, from, 0, null, event));
    try (ClEvent written = new ClEvent(context.device(), event)) {
      written.await();
    }
  }

  /** Reads a buffer's first values, when all that was asked for before is done. */
  public float[] floats(ClBuffer buffer, int count) {
    float[] values = new float[count];
    read(buffer, 0, (long) count * Sizeof.cl_float, Pointer.to(values));
    return values;
  }

  /** Reads bytes of a buffer from a place on, likewise. */
  public byte[] bytes(ClBuffer buffer, long offset, int count) {
    byte[] values = new byte[count];
    read(buffer, offset, count, Pointer.to(values));
    return values;
  }

  private void read(ClBuffer buffer, long offset, long bytes, Pointer to) {
    if (bytes == 0) {
      return;
    }
    run(
        "reading " + buffer.name(),
        () -> CL.clEnqueueReadBuffer(queue, buffer.id(), true, offset, bytes, to, 0, null, null));
    FaultHandler.restoreIfTaken();
  }

  /** Returns the moment at which all that was asked for so far is done. */
  public ClEvent mark() {
    cl_event event = new cl_event();
    run("marking its queue", () -> CL.clEnqueueMarkerWithWaitList(queue, 0, null, event));
    return new ClEvent(context.device(), event);
  }

  /** Sees to it that the device starts what was asked for. */
  public void flush() {
    run("starting its work", () -> CL.clFlush(queue));
  }

  /** Waits for all that was asked for. */
  public void finish() {
    run("waiting for its work", () -> CL.clFinish(queue));
    FaultHandler.restoreIfTaken();
  }

  private void run(String task, Runnable call) {
    try {
      call.run();
    } catch (CLException e) {
      throw ClErrors.failure(context.device().info(), task, e);
    }
  }

  @Override
  void release() {
    CL.clReleaseCommandQueue(queue);
  }
}
