package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.compute.Draws;
import java.util.Map;

/** What the draws of one layer start from, for each sample of the last forward pass. */
final class DrawnStates {

  private static final int GROUP = 64;

  private final int items;
  private final Site site;
  private final ClBuffer states;
  private final ClKernel kernel;
  private Draws draws = Draws.NONE;

  DrawnStates(Site site) {
    this.site = site;
    items = site.workspace().group(GROUP);
    Workspace workspace = site.workspace();
    states = workspace.bytes("states of draws", (long) site.capacity() * Long.BYTES);
    kernel =
        workspace.kernel("draws.cl", Map.of("GROUP", items), "draws_states", WorkGroup.of(items));
  }

  /** Draws for a pass; arguments as those of {@link LayerKernels#draw}. */
  void draw(Draws next, int samples, ClBuffer order, int position) {
    draws = next;
    if (draws.on()) {
      kernel.launch(
          site.workspace().queue(),
          Blocks.ceilDiv(samples, items),
          1,
          1,
          order,
          position,
          draws.keyOf(site.layer()),
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
