package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.TensorSpec;
import java.util.SplittableRandom;

/** The parameters with which a device's results are checked at first use. */
public final class CheckedParameters {

  private static final double MOST = 0.1;

  private CheckedParameters() {}

  /** Draws values around 0, but for variances, which are around 1. */
  public static float[] draw(Network network, SplittableRandom random) {
    float[] values = new float[network.parameterCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-MOST, MOST);
    }
    for (Parameter parameter : network.parameters()) {
      if (parameter.spec().role().equals(TensorSpec.RUNNING_VARIANCE)) {
        for (int i = 0; i < parameter.size(); i++) {
          values[parameter.offset() + i]++;
        }
      }
    }
    return values;
  }
}
