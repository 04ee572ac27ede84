package io.github.lenetcl.training;

import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.network.Layer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds where a network has stopped to tell its inputs apart: every loss is finite, and useless.
 */
final class Saturation {

  /** So many samples that answer alike are no chance. */
  static final int SAMPLES = 16;

  private Saturation() {}

  /**
   * {@return the name of the first layer that gives the same for different samples, of a network
   * whose outputs are the same for all; nothing where they differ}
   *
   * @param plan the plan, whose outputs are written over
   * @param samples some samples
   */
  static Optional<String> layer(Plan plan, Source.Samples samples) {
    plan.forward(samples);
    List<Layer> layers = plan.network().layers();
    if (samples.count() < 2 || !isSame(plan.outputs(), samples.count())) {
      return Optional.empty();
    }
    for (int i = 0; i < layers.size(); i++) {
      if (isSame(plan.output(i), samples.count())) {
        return Optional.of(layers.get(i).name());
      }
    }
    return Optional.empty();
  }

  private static boolean isSame(float[] outputs, int samples) {
    int each = outputs.length / samples;
    for (int sample = 1; sample < samples; sample++) {
      if (!Arrays.equals(outputs, 0, each, outputs, sample * each, (sample + 1) * each)) {
        return false;
      }
    }
    return true;
  }
}
