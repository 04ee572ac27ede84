package io.github.lenetcl.training;

import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import java.util.List;

/** Finds what is not finite. */
final class Finite {

  private Finite() {}

  /** Returns whether all values are finite. */
  static boolean all(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the name of the first layer with a parameter, or an output of the last forward pass,
   * that is not finite; the last layer's if there is none, since the loss follows it.
   */
  static String firstLayerWithout(Plan plan) {
    Network network = plan.network();
    List<Layer> layers = network.layers();
    float[] parameters = plan.read(Vector.PARAMETERS);
    for (int i = 0; i < layers.size(); i++) {
      boolean finite =
          network.parametersOf(i).stream().allMatch(own -> all(own.slice(parameters)))
              && all(plan.output(i));
      if (!finite) {
        return layers.get(i).name();
      }
    }
    return layers.get(layers.size() - 1).name();
  }
}
