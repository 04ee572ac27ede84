package io.github.lenetcl.compute.opencl.device;

import io.github.lenetcl.compute.DeviceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jocl.Sizeof;

/** What a plan holds on the device: its queue, and the buffers and kernels made for it. */
public final class Workspace implements AutoCloseable {

  private final Programs programs;
  private final ClQueue queue;
  private final boolean guarded;
  private final List<ClBuffer> buffers = new ArrayList<>();
  private final List<ClKernel> kernels = new ArrayList<>();

  /** Opens a queue. Guarded buffers have canaries behind them. */
  public Workspace(ClContext context, Programs programs, boolean guarded) {
    this.programs = programs;
    this.queue = new ClQueue(context);
    this.guarded = guarded;
  }

  /** Returns the plan's queue. */
  public ClQueue queue() {
    return queue;
  }

  /** Makes room for floats. */
  public ClBuffer floats(String name, long count) {
    return bytes(name, count * Sizeof.cl_float);
  }

  /** Makes room for integers. */
  public ClBuffer ints(String name, long count) {
    return bytes(name, count * Sizeof.cl_int);
  }

  /** Makes room. */
  public ClBuffer bytes(String name, long count) {
    ClBuffer buffer =
        guarded
            ? ClBuffer.guarded(queue, name, count)
            : ClBuffer.create(queue.context(), name, count);
    buffers.add(buffer);
    return buffer;
  }

  /** Makes floats that are zero. */
  public ClBuffer zeros(String name, long count) {
    ClBuffer buffer = floats(name, count);
    clear(buffer);
    return buffer;
  }

  /** Writes zeros to a small buffer. */
  public void clear(ClBuffer buffer) {
    queue.write(buffer, new byte[Math.toIntExact(buffer.bytes())]);
  }

  /** Makes a constant table. */
  public ClBuffer table(String name, int... values) {
    ClBuffer buffer = ints(name, values.length);
    queue.write(buffer, values);
    return buffer;
  }

  /** Makes a constant table. */
  public ClBuffer table(String name, float... values) {
    ClBuffer buffer = floats(name, values.length);
    queue.write(buffer, values);
    return buffer;
  }

  /** Frees a buffer before its time. */
  public void free(ClBuffer buffer) {
    buffers.remove(buffer);
    buffer.close();
  }

  /** Returns how many work-items a group has where so many are wanted: what the device allows. */
  public int group(int wanted) {
    return Math.min(wanted, queue.context().largestGroup());
  }

  /** Takes a kernel of its own from a program. */
  public ClKernel kernel(String file, Map<String, Integer> sizes, String name, WorkGroup group) {
    return kernel(file, Map.of(), sizes, name, group);
  }

  /** The same with some texts in place of the files that the program includes. */
  public ClKernel kernel(
      String file,
      Map<String, String> written,
      Map<String, Integer> sizes,
      String name,
      WorkGroup group) {
    ClKernel kernel = new ClKernel(queue, () -> programs.get(file, written, sizes), name, group);
    kernels.add(kernel);
    return kernel;
  }

  /** Returns the kernels taken so far. */
  public List<ClKernel> kernels() {
    return List.copyOf(kernels);
  }

  /** Returns the names of the buffers whose canaries were written over. */
  public List<String> damagedGuards() {
    return buffers.stream().filter(buffer -> !buffer.intact(queue)).map(ClBuffer::name).toList();
  }

  /** Waits for the work in hand and frees everything. */
  @Override
  public void close() {
    try {
      queue.finish();
    } catch (DeviceException e) {
      System.getLogger(Workspace.class.getName())
          .log(System.Logger.Level.WARNING, "closing: {0}", e.getMessage());
    }
    kernels.forEach(ClKernel::close);
    buffers.forEach(ClBuffer::close);
    queue.close();
  }
}
