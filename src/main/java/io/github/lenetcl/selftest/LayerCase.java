package io.github.lenetcl.selftest;

import io.github.lenetcl.compute.Accumulation;
import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Seeds;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.Shape;
import java.util.List;

/**
 * Layers with inputs and seeds handed over: a pass with all samples, then one with half of them
 * whose sums are added.
 *
 * @param network the layers
 * @param input the shape of the inputs, the network's own or a larger one
 * @param samples the number of samples
 * @param range inputs are drawn from −range/2 to range
 * @param error ∂E/∂y is drawn from −error/2 to error
 * @param draws what the layers draw
 */
record LayerCase(Network network, Shape input, int samples, float range, float error, Draws draws)
    implements Case {

  LayerCase(Network network, Shape input, int samples, float range, float error) {
    this(network, input, samples, range, error, Draws.NONE);
  }

  LayerCase(Shape input, int samples, Layer... layers) {
    this(new Network(input, List.of(layers)), input, samples, 1, 1);
  }

  LayerCase drawing(Draws other) {
    return new LayerCase(network, input, samples, range, error, other);
  }

  @Override
  public String name() {
    List<Layer> layers = network.layers();
    String last = layers.get(layers.size() - 1).name();
    return last + " of " + input + ", batch " + samples + (draws.on() ? ", drawing" : "");
  }

  @Override
  public Results on(Backend backend) {
    Results results = new Results();
    Numbers numbers = new Numbers(samples);
    PlanSpec spec = new PlanSpec(network, input, capacity(samples), true, true);
    try (Plan plan = backend.plan(spec)) {
      plan.write(Vector.PARAMETERS, numbers.parameters(network, 1.5));
      pass(plan, samples, numbers, Accumulation.REPLACE, results);
      pass(plan, (samples + 1) / 2, numbers, Accumulation.ADD, results);
      results.checkGuards(plan);
    }
    return results;
  }

  /**
   * Returns an even capacity: full in some cases, not in others. What a device compiles for it
   * serves all cases of a layer.
   */
  static int capacity(int samples) {
    return samples + samples % 2;
  }

  private void pass(
      Plan plan, int count, Numbers numbers, Accumulation accumulation, Results results) {
    String sums = accumulation == Accumulation.ADD ? ", added" : "";
    int outputs = count * plan.output().size();
    float[] inputs = numbers.between(-range / 2, range, count * input.size());
    plan.forward(new Source.Inputs(inputs, count, draws));
    for (int layer = 0; layer < network.layers().size(); layer++) {
      results.add("forward", network.layers().get(layer).name(), plan.output(layer));
    }
    plan.seed(
        new Seeds(
            numbers.between(-error / 2, error, outputs),
            numbers.between(0.5, 1.5, outputs),
            numbers.between(-0.5, 0.5, outputs)));
    plan.backward(accumulation);
    results.add("backward to inputs", "", plan.inputGradient());
    add(results, "backward to parameters", sums, plan.read(Vector.GRADIENT));
    plan.curvature(accumulation);
    add(results, "curvature", sums, plan.read(Vector.CURVATURE));
  }

  private void add(Results results, String operation, String sums, float[] vector) {
    for (Parameter parameter : network.parameters()) {
      results.add(operation, parameter.name() + sums, parameter.slice(vector));
    }
  }
}
