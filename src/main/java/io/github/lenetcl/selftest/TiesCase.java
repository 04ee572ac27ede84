package io.github.lenetcl.selftest;

import io.github.lenetcl.compute.Accumulation;
import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Seeds;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Shape;
import java.util.List;

/**
 * A layer whose inputs are −1, 0 and 1, so that many are equal: which of them gets the derivatives
 * is a matter of order.
 *
 * @param layer the layer
 * @param input the shape that comes in
 * @param samples the number of samples
 */
record TiesCase(Layer layer, Shape input, int samples) implements Case {

  @Override
  public String name() {
    return layer.name() + " of " + input + ", batch " + samples;
  }

  @Override
  public Results on(Backend backend) {
    Results results = new Results();
    Numbers numbers = new Numbers(samples);
    Network network = new Network(input, List.of(layer));
    float[] inputs = numbers.between(-1, 2, samples * input.size());
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) Math.floor(inputs[i]);
    }
    try (Plan plan = backend.plan(new PlanSpec(network, input, samples, true, true))) {
      plan.forward(new Source.Inputs(inputs, samples));
      results.add("forward", layer.name(), plan.outputs());
      plan.seed(Seeds.first(numbers.values(samples * network.output().size())));
      plan.backward(Accumulation.REPLACE);
      results.add("backward to inputs", layer.name(), plan.inputGradient());
      results.checkGuards(plan);
    }
    return results;
  }
}
