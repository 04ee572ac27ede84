package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import java.util.List;
import java.util.Map;

/** What one layer has drawn for each sample of the last forward pass. */
final class Drawn {

  private final LayerContext context;
  private final ClKernel kernel;
  private final int items;
  private final ClBuffer values;
  private Draws draws = Draws.NONE;

  /**
   * Nothing yet.
   *
   * @param kernel draws
   * @param items its work-items for a sample
   * @param values where what it draws goes
   */
  Drawn(LayerContext context, ClKernel kernel, int items, ClBuffer values) {
    this.context = context;
    this.kernel = kernel;
    this.items = items;
    this.values = values;
  }

  /** What the draws of a layer start from. */
  static Drawn states(LayerContext context) {
    ClKernel kernel = Operation.ofItems(context.workspace(), "draws", Map.of()).kernel("states");
    long bytes = (long) context.capacity() * Long.BYTES;
    return new Drawn(context, kernel, 1, context.workspace().bytes("states of draws", bytes));
  }

  /** Draws for a pass; arguments as those of {@link LayerKernels#draw}. */
  void draw(Draws next, int samples, ClBuffer order, int position) {
    draws = next;
    if (draws.on()) {
      long key = draws.keyOf(context.layer());
      kernel.launchFor((long) samples * items, order, position, key, samples, values);
    }
  }

  /** Returns what kernels are told: 1 where anything is drawn, else 0, and what. */
  List<Object> arguments() {
    return List.of(draws.on() ? 1 : 0, values);
  }
}
