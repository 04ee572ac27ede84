package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.compute.DeviceException;
import java.util.Map;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_kernel;

/**
 * A kernel with its own arguments. Setting them and launching is not safe for several threads, so
 * that each plan has kernels of its own.
 */
final class ClKernel extends ClHandle {

  private final ClContext context;
  private final String name;
  private final cl_kernel kernel;
  private final WorkGroup group;
  private final long[] local;
  private final long[] global = new long[3];
  private Object[] arguments = {};
  private boolean launched;

  ClKernel(ClProgram program, String name, WorkGroup group) {
    this(program.context(), name, create(program, name), group);
    long most = mostWorkItems();
    if (most < group.size()) {
      close();
      throw new DeviceException(
          context.device().info()
              + ": runs "
              + name
              + " with at most "
              + most
              + " work-items in a group, wanted "
              + group.size());
    }
  }

  /**
   * Asks a small kernel for the bound of groups that a driver has beside the device's, Mesa's on a
   * CPU for one, and keeps to it from then on.
   */
  static void findLimit(ClContext context, Programs programs) {
    // Asked of groups as large as the device takes: many drivers answer the size asked for.
    WorkGroup group = WorkGroup.of(context.largestGroup());
    ClProgram program = programs.get("reduction.cl", Map.of("GROUP", group.size()));
    String name = "reduction_blocks";
    try (ClKernel kernel = new ClKernel(context, name, create(program, name), group)) {
      context.limitGroups(kernel.mostWorkItems());
    }
  }

  private ClKernel(ClContext context, String name, cl_kernel kernel, WorkGroup group) {
    this.context = context;
    this.name = name;
    this.kernel = kernel;
    this.group = group;
    this.local = new long[] {group.x(), group.y(), group.z()};
  }

  private static cl_kernel create(ClProgram program, String name) {
    try {
      return CL.clCreateKernel(program.id(), name, null);
    } catch (CLException e) {
      String task = "taking kernel " + name + " of " + program.name();
      throw ClErrors.failure(program.context().device().info(), task, e);
    }
  }

  String name() {
    return name;
  }

  WorkGroup group() {
    return group;
  }

  /** Returns the local memory that a work-group takes, in bytes. */
  long localMemory() {
    return limit(CL.CL_KERNEL_LOCAL_MEM_SIZE);
  }

  private long mostWorkItems() {
    return limit(CL.CL_KERNEL_WORK_GROUP_SIZE);
  }

  private long limit(int property) {
    long[] value = new long[1];
    try {
      CL.clGetKernelWorkGroupInfo(
          kernel, context.device().id(), property, Sizeof.cl_long, Pointer.to(value), null);
      return value[0];
    } catch (CLException e) {
      throw ClErrors.failure(context.device().info(), "asking for the limits of " + name, e);
    }
  }

  /**
   * Enqueues the kernel.
   *
   * @param x work-groups along the first dimension
   * @param y along the second
   * @param z along the third
   * @param values its arguments in order: {@link ClBuffer}, {@link Integer}, {@link Long} or {@link
   *     Float}
   */
  void launch(ClQueue queue, long x, long y, long z, Object... values) {
    global[0] = x * local[0];
    global[1] = y * local[1];
    global[2] = z * local[2];
    if (!launched) {
      launched = true;
      FaultHandler.expectTaken(); // PoCL finishes a kernel when it first runs
    }
    try {
      set(values);
      CL.clEnqueueNDRangeKernel(queue.id(), kernel, 3, null, global, local, 0, null, null);
    } catch (CLException e) {
      String task =
          "launching " + name + " in " + x + "x" + y + "x" + z + " groups of " + group.size();
      throw ClErrors.failure(context.device().info(), task, e);
    }
  }

  /** Hands over the arguments that differ from those of the last launch. */
  private void set(Object[] values) {
    for (int i = 0; i < values.length; i++) {
      if (i >= arguments.length || !values[i].equals(arguments[i])) {
        set(i, values[i]);
      }
    }
    arguments = values;
  }

  private void set(int index, Object value) {
    if (value instanceof ClBuffer buffer) {
      CL.clSetKernelArg(kernel, index, Sizeof.cl_mem, Pointer.to(buffer.id()));
    } else if (value instanceof Integer number) {
      CL.clSetKernelArg(kernel, index, Sizeof.cl_int, Pointer.to(new int[] {number}));
    } else if (value instanceof Long number) {
      CL.clSetKernelArg(kernel, index, Sizeof.cl_long, Pointer.to(new long[] {number}));
    } else if (value instanceof Float number) {
      CL.clSetKernelArg(kernel, index, Sizeof.cl_float, Pointer.to(new float[] {number}));
    } else {
      throw new IllegalArgumentException(name + ": argument " + index + " is a " + value);
    }
  }

  @Override
  void release() {
    CL.clReleaseKernel(kernel);
  }
}
