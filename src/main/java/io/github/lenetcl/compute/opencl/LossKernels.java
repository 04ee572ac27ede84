package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Loss.MaximumAPosteriori;
import io.github.lenetcl.network.Loss.MeanSquaredError;
import java.util.Map;

/** The losses and their derivatives. */
final class LossKernels {

  private static final int GROUP = 64;

  private final ClQueue queue;
  private final Halt halt;
  private final ClKernel mse;
  private final ClKernel map;

  LossKernels(Workspace workspace, int classes, Halt halt) {
    this.halt = halt;
    queue = workspace.queue();
    Map<String, Integer> sizes = Map.of("CLASSES", classes, "GROUP", GROUP);
    WorkGroup group = WorkGroup.of(GROUP);
    mse = workspace.kernel("losses.cl", sizes, "losses_mse", group);
    map = workspace.kernel("losses.cl", sizes, "losses_map", group);
  }

  /**
   * Computes losses and seeds.
   *
   * @param loss the loss
   * @param outputs the penalties
   * @param labels the classes of all images
   * @param book the samples' order, and where their losses go
   * @param position the first sample's place there
   * @param samples the number of samples
   * @param weight a factor on the derivatives
   * @param seeds where the derivatives go
   */
  void run(
      Loss loss,
      ClBuffer outputs,
      ClBuffer labels,
      SampleBook book,
      int position,
      int samples,
      float weight,
      Seedbed seeds) {
    int groups = Blocks.ceilDiv(samples, GROUP);
    if (loss instanceof MeanSquaredError) {
      mse.launch(
          queue,
          groups,
          1,
          1,
          outputs,
          labels,
          book.order(),
          position,
          samples,
          loss.scale(),
          weight,
          seeds.first(),
          seeds.diagonal(),
          seeds.factor(),
          book.losses(),
          book.marks(),
          halt.flags(),
          halt.nextTurn());
    } else if (loss instanceof MaximumAPosteriori posterior) {
      map.launch(
          queue,
          groups,
          1,
          1,
          outputs,
          labels,
          book.order(),
          position,
          samples,
          loss.scale(),
          weight,
          seeds.first(),
          seeds.diagonal(),
          seeds.factor(),
          book.losses(),
          book.marks(),
          halt.flags(),
          halt.nextTurn(),
          posterior.j());
    } else {
      throw new IllegalArgumentException("no kernel for the loss " + loss);
    }
  }
}
