package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.compute.opencl.images.SampleResults;
import io.github.lenetcl.network.Loss;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The losses and their derivatives. Their kernels are taken when they are first asked for. */
public final class LossKernels {

  private static final int GROUP = 64;

  private final int items;
  private final Workspace workspace;
  private final Map<String, Integer> sizes;
  private final Halt halt;
  private final Map<String, ClKernel> kernels = new HashMap<>();

  /**
   * Takes none yet.
   *
   * @param values how many values of a sample the losses read
   */
  public LossKernels(Workspace workspace, int values, Halt halt) {
    this.workspace = workspace;
    items = workspace.group(GROUP);
    this.halt = halt;
    sizes = Map.of("CLASSES", values, "GROUP", items);
  }

  /**
   * Computes losses and seeds.
   *
   * @param loss the loss
   * @param read the values that it reads
   * @param labels the classes of all images
   * @param results the samples' order, and where their losses go
   * @param position the first sample's place there
   * @param samples the number of samples
   * @param weight a factor on the derivatives
   * @param seeds where the derivatives go
   */
  public void run(
      Loss loss,
      ClBuffer read,
      ClBuffer labels,
      SampleResults results,
      int position,
      int samples,
      float weight,
      SeedBuffers seeds) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                read,
                labels,
                results.order(),
                position,
                samples,
                loss.scale(),
                weight,
                seeds.first(),
                seeds.diagonal(),
                seeds.factor(),
                results.losses(),
                results.marks(),
                halt.flags(),
                halt.nextTurn()));
    if (loss instanceof Loss.MaximumAPosteriori posterior) {
      arguments.add(posterior.j());
    } else if (loss instanceof Loss.CrossEntropy entropy) {
      arguments.add(entropy.smoothing());
    }
    kernel(name(loss))
        .launch(workspace.queue(), WorkGroup.ceilDiv(samples, items), 1, 1, arguments.toArray());
  }

  private static String name(Loss loss) {
    if (loss instanceof Loss.MeanSquaredError) {
      return "losses_mse";
    } else if (loss instanceof Loss.MaximumAPosteriori) {
      return "losses_map";
    } else if (loss instanceof Loss.CrossEntropy) {
      return "losses_cross_entropy";
    } else if (loss instanceof Loss.OutputSquaredError) {
      return "losses_output_squared_error";
    }
    throw new IllegalArgumentException("no kernel for the loss " + loss);
  }

  private ClKernel kernel(String name) {
    return kernels.computeIfAbsent(
        name, wanted -> workspace.kernel("losses.cl", sizes, wanted, WorkGroup.of(items)));
  }
}
