package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.compute.opencl.device.Workspace;
import java.util.Map;

/** What the draws of one layer start from, for each sample of the last forward pass. */
final class DrawnStates {

  private static final int GROUP = 64;

  private final int items;
  private final LayerContext context;
  private final ClBuffer states;
  private final ClKernel kernel;
  private Draws draws = Draws.NONE;

  DrawnStates(LayerContext context) {
    this.context = context;
    items = context.workspace().group(GROUP);
    Workspace workspace = context.workspace();
    states = workspace.bytes("states of draws", (long) context.capacity() * Long.BYTES);
    kernel =
        workspace.kernel("draws.cl", Map.of("GROUP", items), "draws_states", WorkGroup.of(items));
  }

  /** Draws for a pass; arguments as those of {@link LayerKernels#draw}. */
  void draw(Draws next, int samples, ClBuffer order, int position) {
    draws = next;
    if (draws.on()) {
      kernel.launch(
          context.workspace().queue(),
          WorkGroup.ceilDiv(samples, items),
          1,
          1,
          order,
          position,
          draws.keyOf(context.layer()),
          samples,
          states);
    }
  }

  /** Returns 1 where anything is drawn, else 0, as the kernels take it. */
  int drawing() {
    return draws.on() ? 1 : 0;
  }

  /** Returns a state for each sample, where anything is drawn. */
  ClBuffer states() {
    return states;
  }
}
