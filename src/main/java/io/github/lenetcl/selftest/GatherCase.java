package io.github.lenetcl.selftest;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.Distortion;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Subsampling;
import java.util.List;

/**
 * Images gathered by index, distorted, scaled and centred, seen through units that give what comes
 * in. The plan is for inference, the indices are a part of a longer order.
 *
 * @param name the kind of scaling
 * @param distortion how far images are distorted
 * @param scaling how grey levels become inputs
 * @param height rows of an image
 * @param width columns of an image
 * @param input the shape of the input
 * @param samples the number of samples
 */
record GatherCase(
    String name,
    Distortion distortion,
    Scaling scaling,
    int height,
    int width,
    Shape input,
    int samples)
    implements Case {

  /** The key of the draws: any number with bits in both its halves. */
  private static final long KEY = 0xf0e1_d2c3_b4a5_9687L;

  GatherCase(String name, Scaling scaling, int height, int width, Shape input, int samples) {
    this(name, Distortion.NONE, scaling, height, width, input, samples);
  }

  @Override
  public Results on(Backend backend) {
    Results results = new Results();
    Numbers numbers = new Numbers(samples);
    Network network = new Network(input, List.of(new Subsampling("identity", 1, 1)));
    PlanSpec spec = new PlanSpec(network, input, samples + 1, false, true);
    int images = 7;
    try (ResidentImages resident =
            backend.load(numbers.images(images, height, width, 10), scaling);
        Plan plan = backend.plan(spec)) {
      plan.write(Vector.PARAMETERS, new float[] {1, 0});
      int[] order = numbers.indices(samples + 5, images);
      plan.forward(new Source.Samples(resident, order, 3, samples).distorted(distortion, KEY));
      String what = height + "x" + width + " in " + input + ", batch " + samples;
      results.add(
          scaling instanceof Scaling.PerPixel ? "per pixel" : "grey levels", what, plan.outputs());
      results.checkGuards(plan);
    }
    return results;
  }
}
