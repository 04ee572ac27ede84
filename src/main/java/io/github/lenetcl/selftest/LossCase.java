package io.github.lenetcl.selftest;

import io.github.lenetcl.compute.Accumulation;
import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import java.util.List;

/**
 * A loss, and the seeds that it makes, seen through the layers below. Inputs and parameters are
 * multiples of 1/8, so that the penalties are exact in single precision: the exponentials of
 * equation (9) would show their rounding a hundred times larger.
 *
 * @param loss the loss
 * @param nearest the class whose code F6 is nearest to
 * @param closeness where F6 is on the way from 0 to that code, in eighths
 * @param samples the number of samples
 * @param curvature whether to look at the second derivatives
 */
record LossCase(Loss loss, int nearest, int closeness, int samples, boolean curvature)
    implements Case {

  private static final int SIDE = 4;

  @Override
  public String name() {
    return loss + " at " + closeness + "/8 of " + nearest + ", batch " + samples;
  }

  @Override
  public Results on(Backend backend) {
    Results results = new Results();
    Numbers numbers = new Numbers(samples);
    Centers centers = Centers.digits();
    Network network =
        new Network(
            new Shape(1, SIDE, SIDE),
            List.of(
                new Convolution("F6", SIDE, ConnectionTable.full(1, centers.units())),
                new RadialBasis("RBF", centers)));
    PlanSpec spec = new PlanSpec(network, network.input(), samples, true, true);
    String operation = loss.getClass().getSimpleName();
    try (ResidentImages images =
            backend.load(numbers.images(samples, SIDE, SIDE, centers.classes()), eighths());
        Plan plan = backend.plan(spec)) {
      plan.write(Vector.PARAMETERS, parameters(network, centers, numbers));
      Source.Samples all = Source.Samples.all(images);
      plan.forward(all);
      Tally tally = plan.seed(loss, all, 1f / samples).await();
      results.add(operation, "loss", (float) tally.loss());
      results.add(operation + ", misread", "", tally.errors(), tally.samples());
      plan.backward(Accumulation.REPLACE);
      results.add(operation + ", backward", "", plan.read(Vector.GRADIENT));
      if (curvature) {
        plan.curvature(Accumulation.REPLACE);
        results.add(operation + ", curvature", "", plan.read(Vector.CURVATURE));
      }
      results.checkGuards(plan);
    }
    evaluate(backend, network, centers, results);
    return results;
  }

  /** In batches of two, without room for derivatives. */
  private void evaluate(Backend backend, Network network, Centers centers, Results results) {
    Numbers numbers = new Numbers(samples);
    PlanSpec spec = new PlanSpec(network, network.input(), 2, false, true);
    try (ResidentImages images =
            backend.load(numbers.images(samples, SIDE, SIDE, centers.classes()), eighths());
        Plan plan = backend.plan(spec)) {
      plan.write(Vector.PARAMETERS, parameters(network, centers, numbers));
      Tally tally = plan.evaluate(loss, Source.Samples.all(images)).await();
      String operation = loss.getClass().getSimpleName();
      results.add(operation, "loss, evaluated", (float) tally.loss());
      results.add(operation + ", misread", "evaluated", tally.errors(), tally.samples());
      results.checkGuards(plan);
    }
  }

  private float[] parameters(Network network, Centers centers, Numbers numbers) {
    float[] w = numbers.between(-2.5, 2.5, network.parameterCount());
    int biases = SIDE * SIDE * centers.units();
    for (int k = 0; k < w.length; k++) {
      // Biases of 0 at no code: a blank image is as far from all of them, and so misread.
      float noise = k >= biases && closeness == 0 ? 0 : Math.round(w[k]);
      float code = k < biases ? 0 : closeness * centers.values()[nearest][k - biases];
      w[k] = (noise + code) / 8;
    }
    return w;
  }

  private static Scaling eighths() {
    float[] levels = new float[256];
    for (int grey = 0; grey < levels.length; grey++) {
      levels[grey] = (grey / 64) / 8f;
    }
    return new Scaling.Levels("eighths", levels);
  }
}
