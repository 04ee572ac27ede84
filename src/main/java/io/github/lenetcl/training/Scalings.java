package io.github.lenetcl.training;

import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.network.Scaling;

/** Scalings of the input by name, fitted to a training set where they depend on one. */
public final class Scalings {

  private Scalings() {}

  /**
   * {@return a scaling}
   *
   * @param name {@code paper}, {@code unit}, {@code ink}, {@code standard} (mean 0 and deviation 1
   *     over the training set) or {@code per-pixel} (the same for each pixel by itself)
   * @param training the training set
   * @throws IllegalArgumentException if there is none of that name, or if all pixels of the
   *     training set are alike and {@code standard} is asked for
   */
  public static Scaling named(String name, LabelledImages training) {
    return switch (name) {
      case "paper" -> Scaling.paper();
      case "unit" -> Scaling.unit();
      case "ink" -> Scaling.ink();
      case "standard" -> standard(training);
      case "per-pixel" -> perPixel(training);
      default ->
          throw new IllegalArgumentException(
              "scaling " + name + ", wanted paper, unit, ink, standard or per-pixel");
    };
  }

  private static Scaling standard(LabelledImages training) {
    long[] histogram = new long[256];
    for (byte pixel : training.pixels()) {
      histogram[pixel & 0xFF]++;
    }
    double sum = 0;
    double squares = 0;
    for (int grey = 0; grey < 256; grey++) {
      sum += (double) grey * histogram[grey];
      squares += (double) grey * grey * histogram[grey];
    }
    double mean = sum / training.pixels().length;
    return Scaling.standard(mean, deviation(mean, squares / training.pixels().length));
  }

  private static Scaling perPixel(LabelledImages training) {
    int size = training.height() * training.width();
    double[] sum = new double[size];
    double[] squares = new double[size];
    byte[] pixels = training.pixels();
    for (int i = 0; i < pixels.length; i++) {
      int grey = pixels[i] & 0xFF;
      sum[i % size] += grey;
      squares[i % size] += grey * grey;
    }
    float[] means = new float[size];
    float[] factors = new float[size];
    for (int pixel = 0; pixel < size; pixel++) {
      double mean = sum[pixel] / training.count();
      double deviation = deviation(mean, squares[pixel] / training.count());
      means[pixel] = (float) mean;
      // A pixel that is inked once in thousands of images must not outweigh all others.
      factors[pixel] = deviation == 0 ? 0 : (float) (1 / Math.max(1, deviation));
    }
    return new Scaling.PerPixel(means, factors);
  }

  private static double deviation(double mean, double meanOfSquares) {
    return Math.sqrt(Math.max(0, meanOfSquares - mean * mean));
  }
}
