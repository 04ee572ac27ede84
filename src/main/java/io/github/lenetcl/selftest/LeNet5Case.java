package io.github.lenetcl.selftest;

import io.github.lenetcl.compute.Accumulation;
import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.Scaling;

/**
 * LeNet-5: the outputs of all layers, the gradient and the curvature of the mean loss.
 *
 * @param loss the loss
 * @param range parameters start in ±range/√F
 * @param samples the number of samples
 */
record LeNet5Case(Loss loss, double range, int samples) implements Case {

  @Override
  public String name() {
    return loss + ", batch " + samples;
  }

  @Override
  public Results on(Backend backend) {
    Results results = new Results();
    Numbers numbers = new Numbers(samples);
    Network network = Network.lenet5();
    PlanSpec spec = new PlanSpec(network, network.input(), samples, true, true);
    String kind = loss.getClass().getSimpleName();
    try (ResidentImages images =
            backend.load(numbers.images(samples, 28, 28, 10), Scaling.paper());
        Plan plan = backend.plan(spec)) {
      plan.write(Vector.PARAMETERS, numbers.parameters(network, range));
      Source.Samples all = Source.Samples.all(images);
      plan.forward(all);
      for (int layer = 0; layer < network.layers().size(); layer++) {
        results.add("outputs", network.layers().get(layer).name(), plan.output(layer));
      }
      float loss = (float) plan.seed(this.loss, all, 1f / samples).await().loss();
      results.add(kind, "", loss);
      plan.backward(Accumulation.REPLACE);
      plan.curvature(Accumulation.REPLACE);
      float[] gradient = plan.read(Vector.GRADIENT);
      float[] curvature = plan.read(Vector.CURVATURE);
      for (Parameter parameter : network.parameters()) {
        results.add(kind + ", gradient", parameter.name(), parameter.slice(gradient));
        results.add(kind + ", curvature", parameter.name(), parameter.slice(curvature));
      }
      results.checkGuards(plan);
    }
    infer(backend, results);
    return results;
  }

  /**
   * In batches of two, without room for derivatives: the penalties first, then the layers below.
   */
  private void infer(Backend backend, Results results) {
    Numbers numbers = new Numbers(samples);
    Network network = Network.lenet5();
    PlanSpec spec = new PlanSpec(network, network.input(), 2, false, true);
    try (ResidentImages images =
            backend.load(numbers.images(samples, 28, 28, 10), Scaling.paper());
        Plan plan = backend.plan(spec)) {
      plan.write(Vector.PARAMETERS, numbers.parameters(network, range));
      Tally tally = plan.evaluate(loss, Source.Samples.all(images)).await();
      results.add(loss.getClass().getSimpleName(), "evaluated", (float) tally.loss());
      plan.forward(Source.Samples.all(images).part(0, 1));
      results.add("outputs", "inferred", plan.outputs());
      results.add("outputs", "inferred, S4", plan.output(7));
      results.checkGuards(plan);
    }
  }
}
