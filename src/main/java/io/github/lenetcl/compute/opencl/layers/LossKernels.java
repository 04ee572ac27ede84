package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.compute.opencl.images.SampleResults;
import io.github.lenetcl.network.Loss;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The losses and their derivatives. Their kernels are taken when they are first asked for. */
public final class LossKernels {

  private final Operation operation;
  private final Halt halt;
  private final Map<String, ClKernel> kernels = new HashMap<>();

  /**
   * Takes none yet.
   *
   * @param values how many values of a sample the losses read
   */
  public LossKernels(Workspace workspace, int values, Halt halt) {
    operation = Operation.ofItems(workspace, "losses", Map.of("CLASSES", values));
    this.halt = halt;
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
    kernels.computeIfAbsent(name(loss), operation::kernel).launchFor(samples, arguments.toArray());
  }

  private static String name(Loss loss) {
    if (loss instanceof Loss.MeanSquaredError) {
      return "mse";
    } else if (loss instanceof Loss.MaximumAPosteriori) {
      return "map";
    } else if (loss instanceof Loss.CrossEntropy) {
      return "cross_entropy";
    } else if (loss instanceof Loss.OutputSquaredError) {
      return "output_squared_error";
    }
    throw new IllegalArgumentException("no kernel for the loss " + loss);
  }
}
