package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Workspace;
import java.util.Map;

/** The sum over blocks of samples of what was summed over each of them. */
public final class BlockSum {

  private final ClKernel kernel;

  /** Takes the kernel. */
  public BlockSum(Workspace workspace) {
    kernel = Operation.ofItems(workspace, "reduction", Map.of()).kernel("blocks");
  }

  /**
   * Adds up.
   *
   * @param partial the blocks' sums, one behind the other
   * @param blocks how many
   * @param count the values of each
   * @param add whether to add to what is there
   * @param total where the sum goes
   */
  public void run(ClBuffer partial, int blocks, int count, boolean add, ClBuffer total) {
    kernel.launchFor(count, partial, blocks, count, add ? 1 : 0, total);
  }
}
