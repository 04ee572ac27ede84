package io.github.lenetcl.selftest;

import io.github.lenetcl.compute.Accumulation;
import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Seeds;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.BatchNormalization;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.Shape;
import java.util.List;

/**
 * The curvature that a layer hands to its inputs. Below it stands a normalisation by running
 * statistics, the curvature of whose scales is a sum over the positions, weighed by their squares:
 * what the layer gives to a wrong position, to a wrong map or with a wrong factor shows there.
 *
 * @param layer the layer
 * @param input the shape that comes in
 * @param samples the number of samples
 */
record ProbeCase(Layer layer, Shape input, int samples) implements Case {

  @Override
  public String name() {
    return layer.name() + " of " + input + ", batch " + samples;
  }

  @Override
  public Results on(Backend backend) {
    Results results = new Results();
    Numbers numbers = new Numbers(samples);
    Network network =
        new Network(input, List.of(new BatchNormalization("probe", input.maps()), layer));
    PlanSpec spec = new PlanSpec(network, input, LayerCase.capacity(samples), true, true);
    int outputs = samples * network.output().size();
    try (Plan plan = backend.plan(spec)) {
      plan.write(Vector.PARAMETERS, numbers.parameters(network, 1.5));
      plan.forward(new Source.Inputs(numbers.values(samples * input.size()), samples));
      plan.seed(
          new Seeds(
              numbers.values(outputs),
              numbers.between(0.5, 1.5, outputs),
              numbers.between(-0.5, 0.5, outputs)));
      plan.curvature(Accumulation.REPLACE);
      float[] curvature = plan.read(Vector.CURVATURE);
      for (Parameter parameter : network.parametersOf(0)) {
        results.add("curvature to inputs", parameter.name(), parameter.slice(curvature));
      }
      results.checkGuards(plan);
    }
    return results;
  }
}
