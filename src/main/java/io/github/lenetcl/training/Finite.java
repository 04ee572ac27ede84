package io.github.lenetcl.training;

import io.github.lenetcl.compute.Accumulation;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import java.util.List;

/** Finds what is not finite. */
final class Finite {

  private Finite() {}

  /** {@return whether all values are finite} */
  static boolean all(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@return the name of the first layer that is not finite for some samples: in its parameters or
   * outputs, or, if all of these are, in its gradient} Where even that is finite, the step was too
   * long for a float, and the last layer stands for all.
   */
  static String firstLayerWithout(Plan plan, Loss loss, Source.Samples samples) {
    plan.forward(samples);
    List<Layer> layers = plan.network().layers();
    float[] parameters = plan.read(Vector.PARAMETERS);
    for (int i = 0; i < layers.size(); i++) {
      if (!allOf(plan.network(), i, parameters) || !all(plan.output(i))) {
        return layers.get(i).name();
      }
    }
    plan.seed(loss, samples, 1f / samples.count());
    plan.backward(Accumulation.REPLACE);
    float[] gradient = plan.read(Vector.GRADIENT);
    for (int i = 0; i < layers.size(); i++) {
      if (!allOf(plan.network(), i, gradient)) {
        return layers.get(i).name();
      }
    }
    return layers.get(layers.size() - 1).name();
  }

  private static boolean allOf(Network network, int layer, float[] vector) {
    return network.parametersOf(layer).stream().allMatch(own -> all(own.slice(vector)));
  }
}
