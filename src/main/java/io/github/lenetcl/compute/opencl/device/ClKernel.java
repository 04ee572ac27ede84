package io.github.lenetcl.compute.opencl.device;

import io.github.lenetcl.compute.DeviceException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_kernel;

/**
 * A kernel with its own arguments. Setting them and launching is not safe for several threads, so
 * that each plan has kernels of its own. Its program is built when it is first launched: a plan
 * pays for what it calls.
 */
public final class ClKernel implements AutoCloseable {

  private final ClContext context;
  private final ClQueue queue;
  private final String name;
  private final Supplier<ClProgram> program;
  private final WorkGroup group;
  private final long[] local;
  private Optional<Handle> made = Optional.empty();
  private boolean closed;
  private Object[] arguments = {};

  /** The kernel on the device. */
  private static final class Handle extends ClHandle {

    private final cl_kernel kernel;

    Handle(cl_kernel kernel) {
      this.kernel = kernel;
    }

    @Override
    void release() {
      CL.clReleaseKernel(kernel);
    }
  }

  ClKernel(ClQueue queue, Supplier<ClProgram> program, String name, WorkGroup group) {
    this.queue = queue;
    this.context = queue.context();
    this.program = program;
    this.name = name;
    this.group = group;
    this.local = new long[] {group.x(), group.y(), group.z()};
  }

  /**
   * Asks a small kernel for the bound of groups that a driver has beside the device's, Mesa's on a
   * CPU for one, and keeps to it from then on.
   */
  public static void findLimit(ClQueue queue, Programs programs) {
    ClContext context = queue.context();
    // Asked of groups as large as the device takes: many drivers answer the size asked for.
    WorkGroup group = WorkGroup.of(context.largestGroup());
    Map<String, Integer> sizes = Map.of("GROUP", group.size());
    ClKernel asked =
        new ClKernel(queue, () -> programs.get("reduction.cl", sizes), "reduction_blocks", group);
    try (Handle handle = asked.create()) {
      context.limitGroups(asked.limit(handle.kernel, CL.CL_KERNEL_WORK_GROUP_SIZE));
    }
  }

  private cl_kernel kernel() {
    if (closed) {
      throw new IllegalStateException(name + ": its plan is closed");
    }
    if (made.isEmpty()) {
      Handle handle = create();
      long most = limit(handle.kernel, CL.CL_KERNEL_WORK_GROUP_SIZE);
      if (most < group.size()) {
        handle.close();
        throw new DeviceException(
            context.device().info()
                + ": runs "
                + name
                + " with at most "
                + most
                + " work-items in a group, wanted "
                + group.size());
      }
      made = Optional.of(handle);
      FaultHandler.expectTaken(); // PoCL finishes a kernel when it first runs
    }
    return made.get().kernel;
  }

  private Handle create() {
    ClProgram built = program.get();
    try {
      return new Handle(CL.clCreateKernel(built.id(), name, null));
    } catch (CLException e) {
      String task = "taking kernel " + name + " of " + built.name();
      throw ClErrors.failure(context.device().info(), task, e);
    }
  }

  /** Returns its name in its file. */
  public String name() {
    return name;
  }

  /** Returns the size that its work-groups have. */
  public WorkGroup group() {
    return group;
  }

  /** Returns the local memory that a work-group takes, in bytes. */
  public long localMemory() {
    return limit(kernel(), CL.CL_KERNEL_LOCAL_MEM_SIZE);
  }

  private long limit(cl_kernel kernel, int property) {
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
   * Enqueues the kernel for so many work-items along one dimension, and those that fill up the last
   * group.
   */
  public void launchFor(long items, Object... values) {
    launch(group.gridFor(items), values);
  }

  /**
   * Enqueues the kernel.
   *
   * @param grid the work-groups
   * @param values its arguments in order: {@link ClBuffer}, {@link Integer}, {@link Long} or {@link
   *     Float}
   */
  public void launch(Grid grid, Object... values) {
    boolean first = made.isEmpty();
    cl_kernel kernel = kernel();
    if (first && context.device().compilesLate()) {
      Compilation.during(
          context.device().info().name(),
          () -> {
            enqueue(kernel, grid, values);
            queue.finish();
          });
    } else {
      enqueue(kernel, grid, values);
    }
  }

  private void enqueue(cl_kernel kernel, Grid grid, Object[] values) {
    long[] global = {grid.x() * local[0], grid.y() * local[1], grid.z() * local[2]};
    try {
      set(kernel, values);
      CL.clEnqueueNDRangeKernel(queue.id(), kernel, 3, null, global, local, 0, null, null);
    } catch (CLException e) {
      String task = "launching " + name + " in " + grid + " groups of " + group.size();
      throw ClErrors.failure(context.device().info(), task, e);
    }
  }

  /** Hands over the arguments that differ from those of the last launch. */
  private void set(cl_kernel kernel, Object[] values) {
    for (int i = 0; i < values.length; i++) {
      if (i >= arguments.length || !values[i].equals(arguments[i])) {
        set(kernel, i, values[i]);
      }
    }
    arguments = values;
  }

  private void set(cl_kernel kernel, int index, Object value) {
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
  public void close() {
    closed = true;
    made.ifPresent(Handle::close);
    made = Optional.empty();
  }
}
