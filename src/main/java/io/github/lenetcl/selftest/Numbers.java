package io.github.lenetcl.selftest;

import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.TensorSpec;
import java.util.SplittableRandom;

/** Numbers to compute with, always the same ones. */
final class Numbers {

  private final SplittableRandom random;

  Numbers(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Returns numbers of a range. */
  float[] between(double low, double high, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(low, high);
    }
    return values;
  }

  /** Returns numbers whose sums do not cancel: a third of them negative. */
  float[] values(int count) {
    return between(-0.5, 1, count);
  }

  /**
   * Returns parameters in ±range/√F, F the fan-in of the unit; variances are from 1/2 to range +
   * 1/2.
   */
  float[] parameters(Network network, double range) {
    float[] vector = new float[network.parameterCount()];
    for (Parameter parameter : network.parameters()) {
      int stride = parameter.size() / parameter.spec().fanIn().size();
      for (int i = 0; i < parameter.size(); i++) {
        double bound = range / Math.sqrt(parameter.spec().fanIn().get(i / stride));
        float drawn = (float) random.nextDouble(-bound, bound);
        boolean variance = parameter.spec().role().equals(TensorSpec.RUNNING_VARIANCE);
        vector[parameter.offset() + i] = variance ? Math.abs(drawn) + 0.5f : drawn;
      }
    }
    return vector;
  }

  /** Returns images of which a third is ink of any grey, the first one blank, with labels. */
  GreyImages images(int count, int height, int width, int classes) {
    byte[] pixels = new byte[count * height * width];
    for (int i = height * width; i < pixels.length; i++) {
      pixels[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : 0);
    }
    return new GreyImages(height, width, pixels, random.ints(count, 0, classes).toArray());
  }

  /** Returns indices, some twice, in no order. */
  int[] indices(int count, int bound) {
    return random.ints(count, 0, bound).toArray();
  }

  /** Returns ±1 codes. */
  Centers centers(int classes, int units) {
    float[][] values = new float[classes][units];
    for (float[] row : values) {
      for (int i = 0; i < units; i++) {
        row[i] = random.nextBoolean() ? 1 : -1;
      }
    }
    return new Centers(values);
  }
}
