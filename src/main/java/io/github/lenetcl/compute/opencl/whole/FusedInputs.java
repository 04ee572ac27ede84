package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.compute.opencl.images.Gathering;
import io.github.lenetcl.compute.opencl.images.OpenClImages;
import io.github.lenetcl.network.Distortion;
import io.github.lenetcl.network.Scaling.Levels;
import java.util.List;

/**
 * The inputs of the kernels that train the whole of LeNet-5. Where every grey level has one value
 * the kernels read the images themselves; distorted images, and those scaled pixel by pixel, are
 * made into inputs before.
 */
final class FusedInputs {

  private final Gathering gathering;
  private final ClBuffer inputs;

  /**
   * Room for the inputs of a launch.
   *
   * @param samples the most samples
   */
  FusedInputs(Workspace workspace, PlanSpec spec, int samples) {
    gathering = new Gathering(workspace, spec.input(), samples);
    inputs = workspace.floats("inputs", (long) samples * spec.input().size());
  }

  /**
   * Makes the inputs of some samples, if the kernels do not read the images, and returns what the
   * kernels are told of them.
   *
   * @param order where the indices of the images are
   * @param start the first sample's place in the order
   * @param count the number of samples
   */
  List<Object> arguments(
      OpenClImages images, Source.Samples samples, ClBuffer order, int start, int count) {
    gathering.requireFits(images);
    boolean grey =
        images.scaling() instanceof Levels && samples.distortion().equals(Distortion.NONE);
    if (!grey) {
      gathering.run(images, samples, order, start, count, inputs);
    }
    return List.of(
        inputs,
        grey ? 1 : 0,
        images.pixels(),
        images.tables().get(0),
        images.height(),
        images.width(),
        images.scaling().background());
  }
}
