package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Workspace;
import java.util.Map;

/** What the draws of one layer start from, for each sample of the last forward pass. */
final class DrawnStates {

  private final LayerContext context;
  private final ClBuffer states;
  private final ClKernel kernel;
  private Draws draws = Draws.NONE;

  DrawnStates(LayerContext context) {
    this.context = context;
    Workspace workspace = context.workspace();
    states = workspace.bytes("states of draws", (long) context.capacity() * Long.BYTES);
    kernel = Operation.ofItems(workspace, "draws", Map.of()).kernel("states");
  }

  /** Draws for a pass; arguments as those of {@link LayerKernels#draw}. */
  void draw(Draws next, int samples, ClBuffer order, int position) {
    draws = next;
    if (draws.on()) {
      long key = draws.keyOf(context.layer());
      kernel.launchFor(samples, order, position, key, samples, states);
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
