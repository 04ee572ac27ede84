package io.github.lenetcl.compute.opencl.device;

import io.github.lenetcl.compute.DeviceException;
import java.util.Arrays;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.cl_mem;

/** Memory on the device. A guarded one has canaries behind it, which nothing may write over. */
public final class ClBuffer extends ClHandle {

  /** Bytes of the canaries: a cache line of the largest kind. */
  private static final int GUARD = 256;

  private static final byte CANARY = (byte) 0xC5;

  private final String name;
  private final long bytes;
  private final boolean guarded;
  private final cl_mem memory;

  private ClBuffer(String name, long bytes, boolean guarded, cl_mem memory) {
    this.name = name;
    this.bytes = bytes;
    this.guarded = guarded;
    this.memory = memory;
  }

  /** Makes room for values that the first launch to use them writes. */
  public static ClBuffer create(ClContext context, String name, long bytes) {
    return create(context, name, Math.max(bytes, 1), false);
  }

  /**
   * Makes room with canaries behind it, and fills it with a pattern that is no number as a float
   * and −1 as an integer.
   */
  static ClBuffer guarded(ClQueue queue, String name, long bytes) {
    ClBuffer buffer = create(queue.context(), name, Math.max(bytes, 1), true);
    // Written, not filled: the simulator that looks for reads of what was never written takes a
    // buffer that was filled for one that nothing was written to since.
    byte[] content = new byte[Math.toIntExact(buffer.bytes + GUARD)];
    Arrays.fill(content, (byte) 0xFF);
    Arrays.fill(content, content.length - GUARD, content.length, CANARY);
    queue.write(buffer, content);
    return buffer;
  }

  private static ClBuffer create(ClContext context, String name, long bytes, boolean guarded) {
    ClDevice device = context.device();
    long size = bytes + (guarded ? GUARD : 0);
    String task = "making room for " + name + ", " + size + " bytes";
    if (size > device.maxAllocation()) {
      throw new DeviceException(
          device.info()
              + ": "
              + task
              + ": it gives at most "
              + device.maxAllocation()
              + " at once; use a smaller batch or input");
    }
    try {
      cl_mem memory = CL.clCreateBuffer(context.id(), CL.CL_MEM_READ_WRITE, size, null, null);
      return new ClBuffer(name, bytes, guarded, memory);
    } catch (CLException e) {
      throw ClErrors.failure(device.info(), task, e);
    }
  }

  /** Returns whether the canaries are as they were put. */
  boolean intact(ClQueue queue) {
    if (!guarded) {
      return true;
    }
    for (byte canary : queue.bytes(this, bytes, GUARD)) {
      if (canary != CANARY) {
        return false;
      }
    }
    return true;
  }

  String name() {
    return name;
  }

  /** Returns its size in bytes, without canaries. */
  public long bytes() {
    return bytes;
  }

  cl_mem id() {
    return memory;
  }

  @Override
  void release() {
    CL.clReleaseMemObject(memory);
  }
}
