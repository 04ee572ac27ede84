package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.compute.Probe;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClContext;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Grid;
import io.github.lenetcl.compute.opencl.device.Programs;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.compute.opencl.device.Workspace;
import java.util.Map;

/** What a device reaches with the kernels of probe.cl. */
final class OpenClProbe implements Probe {

  private static final int GROUP = 64;

  /** Work-groups of the chains: many more than any device runs at once, so that none idles long. */
  private static final int GROUPS = 1 << 14;

  /** Floating-point operations of a work-item and round: 8 chains of 16 multiply-adds. */
  private static final long FLOP = 2L * 8 * 16;

  private static final float FACTOR = 0.999f;
  private static final float ADDEND = 0.001f;

  /** Bytes that a work-item copies. */
  private static final int FOUR_FLOATS = 4 * Float.BYTES;

  private static final long COPIED = 128 << 20;

  private final int items;
  private final Workspace workspace;
  private final ClKernel arithmetic;
  private final ClKernel copy;
  private final int copyGroups;
  private final ClBuffer results;
  private final ClBuffer from;
  private final ClBuffer to;
  private boolean closed;

  OpenClProbe(ClContext context, Programs programs) {
    workspace = new Workspace(context, programs, false);
    items = workspace.group(GROUP);
    try {
      Map<String, Integer> sizes = Map.of("GROUP", items);
      WorkGroup group = WorkGroup.of(items);
      arithmetic = workspace.kernel("probe.cl", sizes, "probe_arithmetic", group);
      copy = workspace.kernel("probe.cl", sizes, "probe_copy", group);
      results = workspace.floats("results of the chains", (long) GROUPS * items);
      long copied = Math.min(COPIED, context.device().maxAllocation());
      copyGroups = (int) (copied / (items * FOUR_FLOATS));
      from = workspace.zeros("source of the copy", copiedBytes() / Float.BYTES);
      to = workspace.zeros("target of the copy", copiedBytes() / Float.BYTES);
    } catch (RuntimeException e) {
      workspace.close();
      throw e;
    }
  }

  private long copiedBytes() {
    return (long) copyGroups * items * FOUR_FLOATS;
  }

  @Override
  public long arithmetic(int rounds) {
    arithmetic.launch(Grid.of(GROUPS), rounds, FACTOR, ADDEND, results);
    workspace.queue().finish();
    return FLOP * items * GROUPS * rounds;
  }

  @Override
  public long copy(int rounds) {
    for (int round = 0; round < rounds; round++) {
      copy.launch(Grid.of(copyGroups), from, to);
    }
    workspace.queue().finish();
    return 2 * copiedBytes() * rounds;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      workspace.close();
    }
  }
}
