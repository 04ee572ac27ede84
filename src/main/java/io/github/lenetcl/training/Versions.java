package io.github.lenetcl.training;

import io.github.lenetcl.compute.Source;
import io.github.lenetcl.network.Distortion;

/**
 * The versions of an image that a training shows: version 0 is the image as it stands, any other is
 * distorted, alike whenever it is shown.
 */
public final class Versions {

  private Versions() {}

  /**
   * {@return samples in one of their versions}
   *
   * @param samples the samples as they stand
   * @param version which, from 0; {@link Settings#version} tells that of a pass
   * @param distortion how far they are distorted
   * @param seed the seed of the training
   */
  public static Source.Samples shown(
      Source.Samples samples, int version, Distortion distortion, long seed) {
    return version == 0
        ? samples
        : samples.distorted(distortion, Draws.distortionKey(seed, version));
  }
}
