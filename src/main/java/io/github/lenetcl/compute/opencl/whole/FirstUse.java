package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.TensorSpec;
import java.util.SplittableRandom;

/** What the checks of a device's results at first use have in common. */
public final class FirstUse {

  /** Relative L2 error; a right kernel stays below 1e-6, a wrong one is off by a part of one. */
  private static final double BOUND = 1e-3;

  private static final double MOST = 0.1;

  private FirstUse() {}

  /** Draws parameters around 0, but for variances, which are around 1. */
  public static float[] parameters(Network network, SplittableRandom random) {
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

  /**
   * Returns the relative L2 error of some values, which is not a number where one of them is none.
   */
  public static double error(float[] got, float[] wanted) {
    double difference = 0;
    double size = Double.MIN_NORMAL;
    for (int i = 0; i < wanted.length; i++) {
      difference += Math.pow(got[i] - (double) wanted[i], 2);
      size += Math.pow(wanted[i], 2);
    }
    return Math.sqrt(difference / size);
  }

  /**
   * Returns whether values with such an error are right; those with none that is a number are not.
   */
  public static boolean isRight(double error) {
    return error <= BOUND;
  }
}
