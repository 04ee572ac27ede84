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
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A loss, and the seeds that it makes, seen through the layers below. Inputs and parameters are
 * multiples of 1/8, so that what it reads is exact in single precision: the exponentials of
 * equation (9) would show their rounding a hundred times larger.
 *
 * @param loss the loss
 * @param title what it reads
 * @param network the network, of one convolution below the last layer or its activation
 * @param parameters draws the parameters
 * @param samples the number of samples
 * @param curvature whether to look at the second derivatives
 */
record LossCase(
    Loss loss,
    String title,
    Network network,
    Function<Numbers, float[]> parameters,
    int samples,
    boolean curvature)
    implements Case {

  private static final int SIDE = 4;

  /**
   * Penalties of radial basis functions.
   *
   * @param nearest the class whose code F6 is nearest to
   * @param closeness where F6 is on the way from 0 to that code, in eighths
   */
  static LossCase ofPenalties(
      Loss loss, int nearest, int closeness, int samples, boolean curvature) {
    Centers centers = Centers.digits();
    Network network = network(centers.units(), new RadialBasis("RBF", centers));
    int biases = SIDE * SIDE * centers.units();
    return new LossCase(
        loss,
        closeness + "/8 of " + nearest,
        network,
        numbers -> {
          float[] w = numbers.between(-2.5, 2.5, network.parameterCount());
          for (int k = 0; k < w.length; k++) {
            // Biases of 0 at no code: a blank image is as far from all of them, and so misread.
            float noise = k >= biases && closeness == 0 ? 0 : Math.round(w[k]);
            float code = k < biases ? 0 : closeness * centers.values()[nearest][k - biases];
            w[k] = (noise + code) / 8;
          }
          return w;
        },
        samples,
        curvature);
  }

  /**
   * Outputs of another kind.
   *
   * @param outputs their number
   * @param range the convolution's biases are drawn from ±range
   * @param end a layer behind the convolution, if any
   */
  static LossCase ofOutputs(
      Loss loss, int outputs, float range, int samples, boolean curvature, Layer... end) {
    Network network = network(outputs, end);
    String last = end.length == 0 ? "linear" : end[0].name();
    return new LossCase(
        loss,
        outputs + " " + last + " outputs in " + range,
        network,
        numbers -> {
          float[] w = numbers.between(-2.5, 2.5, network.parameterCount());
          for (int k = 0; k < w.length; k++) {
            float bias = k < SIDE * SIDE * outputs ? 1 : range / 2.5f;
            w[k] = Math.round(bias * w[k]) / 8f;
          }
          return w;
        },
        samples,
        curvature);
  }

  private static Network network(int units, Layer... end) {
    List<Layer> layers = new ArrayList<>();
    layers.add(new Convolution("F6", SIDE, ConnectionTable.full(1, units)));
    layers.addAll(List.of(end));
    return new Network(new Shape(1, SIDE, SIDE), layers);
  }

  @Override
  public String name() {
    return loss + " at " + title + ", batch " + samples;
  }

  private int classes() {
    return Math.max(2, network.output().maps());
  }

  @Override
  public Results on(Backend backend) {
    Results results = new Results();
    Numbers numbers = new Numbers(samples);
    PlanSpec spec = new PlanSpec(network, network.input(), samples, true, true);
    String operation = loss.getClass().getSimpleName();
    try (ResidentImages images =
            backend.load(numbers.images(samples, SIDE, SIDE, classes()), eighths());
        Plan plan = backend.plan(spec)) {
      plan.write(Vector.PARAMETERS, parameters.apply(numbers));
      Source.Samples all = Source.Samples.all(images);
      plan.forward(all);
      Tally tally = plan.seed(loss, all, 1f / samples).await();
      results.add(operation, "loss", (float) tally.loss());
      results.add(operation + ", misread", "", tally.errors(), tally.samples());
      results.add(operation + ", misread", "not finite", tally.notFinite());
      plan.backward(Accumulation.REPLACE);
      results.add(operation + ", backward", "", plan.read(Vector.GRADIENT));
      results.add(operation + ", backward", "to inputs", plan.inputGradient());
      if (curvature) {
        plan.curvature(Accumulation.REPLACE);
        results.add(operation + ", curvature", "", plan.read(Vector.CURVATURE));
      }
      results.checkGuards(plan);
    }
    evaluate(backend, results);
    return results;
  }

  /** In batches of two, without room for derivatives. */
  private void evaluate(Backend backend, Results results) {
    Numbers numbers = new Numbers(samples);
    PlanSpec spec = new PlanSpec(network, network.input(), 2, false, true);
    try (ResidentImages images =
            backend.load(numbers.images(samples, SIDE, SIDE, classes()), eighths());
        Plan plan = backend.plan(spec)) {
      plan.write(Vector.PARAMETERS, parameters.apply(numbers));
      Tally tally = plan.evaluate(loss, Source.Samples.all(images)).await();
      String operation = loss.getClass().getSimpleName();
      results.add(operation, "loss, evaluated", (float) tally.loss());
      results.add(operation + ", misread", "evaluated", tally.errors(), tally.samples());
      results.checkGuards(plan);
    }
  }

  private static Scaling eighths() {
    float[] levels = new float[256];
    for (int grey = 0; grey < levels.length; grey++) {
      levels[grey] = (grey / 64) / 8f;
    }
    return new Scaling.Levels("eighths", levels);
  }
}
