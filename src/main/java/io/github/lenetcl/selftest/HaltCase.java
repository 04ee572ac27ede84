package io.github.lenetcl.selftest;

import io.github.lenetcl.compute.Accumulation;
import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.UpdateRule;
import java.util.List;

/**
 * A sample whose loss is not finite, then an update whose result is not: the first such sample is
 * named, parameters that are finite are kept, and nothing changes them until they are written anew.
 *
 * @param loss the loss
 * @param rule the rule
 */
record HaltCase(Loss loss, UpdateRule rule) implements Case {

  private static final String LOSS = "at a loss that is not finite";
  private static final String UPDATE = "at an update that is not finite";
  private static final int SAMPLES = 7;
  private static final int BAD = 3;

  @Override
  public String name() {
    return loss.getClass().getSimpleName() + ", " + rule.getClass().getSimpleName();
  }

  @Override
  public Results on(Backend backend) {
    Results results = new Results();
    Numbers numbers = new Numbers(BAD);
    Network network = network(numbers);
    float[] w = numbers.between(0.5, 1, network.parameterCount());
    try (ResidentImages images = backend.load(oneOfThemWhite(), blinding());
        Plan plan = backend.plan(new PlanSpec(network, network.input(), 2, true, true))) {
      Source.Samples all = Source.Samples.all(images);
      plan.write(Vector.PARAMETERS, w);
      Tally tally = plan.train(loss, rule, all, 2).await();
      results.add(LOSS, "first such sample", tally.notFinite());
      results.add(LOSS, "kept parameters", plan.read(Vector.PARAMETERS));
      step(plan, all.part(0, 2));
      results.add(LOSS, "still kept", plan.read(Vector.PARAMETERS));
      plan.write(Vector.PARAMETERS, w);
      step(plan, all.part(0, 2));
      results.add(LOSS, "written anew and trained", plan.read(Vector.PARAMETERS));
      overflow(plan, all.part(0, 2), results);
      results.checkGuards(plan);
    }
    return results;
  }

  private Network network(Numbers numbers) {
    Layer sum = new Convolution("sum", 2, ConnectionTable.full(1, 5));
    boolean penalties =
        loss instanceof Loss.MeanSquaredError || loss instanceof Loss.MaximumAPosteriori;
    return new Network(
        new Shape(1, 2, 2),
        penalties
            ? List.of(sum, new RadialBasis("RBF", numbers.centers(3, 5)))
            : List.of(
                sum,
                new Activation("relu", ActivationFunction.RELU),
                new FullConnection("full", 5, 3)));
  }

  private void overflow(Plan plan, Source.Samples samples, Results results) {
    float[] gradient = new float[plan.network().parameterCount()];
    gradient[0] = 1;
    gradient[1] = Float.MAX_VALUE;
    plan.write(Vector.GRADIENT, gradient);
    plan.update(rule.withRate(2));
    results.add(UPDATE, "the finite values", plan.read(Vector.PARAMETERS));
    Tally tally = step(plan, samples);
    results.add(UPDATE, "first such sample", tally.notFinite());
    results.add(UPDATE, "kept parameters", plan.read(Vector.PARAMETERS));
  }

  private Tally step(Plan plan, Source.Samples samples) {
    plan.forward(samples);
    Tally tally = plan.seed(loss, samples, 1f / samples.count()).await();
    plan.backward(Accumulation.REPLACE);
    plan.update(rule);
    return tally;
  }

  private static GreyImages oneOfThemWhite() {
    byte[] pixels = new byte[SAMPLES * 4];
    for (int pixel = 0; pixel < pixels.length; pixel++) {
      pixels[pixel] = (byte) (pixel / 4 == BAD ? 255 : pixel);
    }
    return new GreyImages(2, 2, pixels, new int[] {0, 1, 2, 0, 1, 2, 0});
  }

  /** White is so bright that outputs overflow. */
  private static Scaling blinding() {
    float[] levels = new float[256];
    for (int grey = 0; grey < levels.length; grey++) {
      levels[grey] = grey == 255 ? 3e38f : grey / 255f;
    }
    return new Scaling.Levels("blinding", levels);
  }
}
