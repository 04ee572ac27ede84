package io.github.lenetcl.network;

import java.util.Arrays;

/**
 * How grey levels (0 background, 255 ink) become inputs of a network. An image smaller than the
 * input is centred in it, the rest filled with the value of the background.
 */
public sealed interface Scaling {

  /** {@return the input for grey level 0 outside the image} */
  float background();

  /**
   * The same function of the grey level for every pixel.
   *
   * @param name the kind as model files record it: paper, unit, ink or standard
   * @param levels the input for each of the 256 grey levels
   */
  record Levels(String name, float[] levels) implements Scaling {

    /** Checks that there is a finite input for each grey level. */
    public Levels {
      levels = levels.clone();
      if (levels.length != 256) {
        throw new IllegalArgumentException(
            "scaling " + name + ": " + levels.length + " levels, wanted 256");
      }
      for (float level : levels) {
        if (!Float.isFinite(level)) {
          throw new IllegalArgumentException("scaling " + name + ": found " + level);
        }
      }
    }

    @Override
    public float background() {
      return levels[0];
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Levels that
          && name.equals(that.name)
          && Arrays.equals(levels, that.levels);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(levels);
    }
  }

  /**
   * Each pixel by its own mean and deviation: (grey − mean)·factor. Outside the image the input is
   * 0.
   *
   * @param mean the mean grey level of each pixel over the training set
   * @param factor one over the deviation of each pixel, 0 where a pixel never changes
   */
  record PerPixel(float[] mean, float[] factor) implements Scaling {

    /** Checks that both arrays are of one length and finite. */
    public PerPixel {
      mean = mean.clone();
      factor = factor.clone();
      if (mean.length != factor.length) {
        throw new IllegalArgumentException(
            "scaling per pixel: " + mean.length + " means and " + factor.length + " factors");
      }
      for (int pixel = 0; pixel < mean.length; pixel++) {
        if (!Float.isFinite(mean[pixel]) || !Float.isFinite(factor[pixel])) {
          throw new IllegalArgumentException(
              "scaling per pixel: pixel " + pixel + " is not finite");
        }
      }
    }

    @Override
    public float background() {
      return 0;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof PerPixel that
          && Arrays.equals(mean, that.mean)
          && Arrays.equals(factor, that.factor);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(mean) + Arrays.hashCode(factor);
    }
  }

  /** {@return the paper's scaling: background −0.1, ink 1.175 (Section III-A)} */
  static Levels paper() {
    return affine("paper", 1.275 / 255, -0.1);
  }

  /** {@return the scaling to 0 (background) … 1 (ink)} */
  static Levels unit() {
    return affine("unit", 1.0 / 255, 0);
  }

  /** {@return the paper's two values without greys: −0.1 below level 128, 1.175 from there on} */
  static Levels ink() {
    float[] levels = new float[256];
    for (int grey = 0; grey < 256; grey++) {
      levels[grey] = grey < 128 ? -0.1f : 1.175f;
    }
    return new Levels("ink", levels);
  }

  /**
   * {@return the scaling to mean 0 and deviation 1}
   *
   * @param mean the mean grey level of the training set
   * @param deviation the standard deviation of its grey levels, above 0
   */
  static Levels standard(double mean, double deviation) {
    if (!(deviation > 0)) {
      throw new IllegalArgumentException(
          "scaling standard: deviation " + deviation + ", wanted a number above 0");
    }
    return affine("standard", 1 / deviation, -mean / deviation);
  }

  private static Levels affine(String name, double factor, double shift) {
    float[] levels = new float[256];
    for (int grey = 0; grey < 256; grey++) {
      levels[grey] = (float) (factor * grey + shift);
    }
    return new Levels(name, levels);
  }
}
