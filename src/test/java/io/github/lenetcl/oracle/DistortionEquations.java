package io.github.lenetcl.oracle;

import io.github.lenetcl.network.Distortion;
import io.github.lenetcl.network.Shape;

/** What {@link Distortion} says of one sample, as it says it. */
final class DistortionEquations {

  private final Distortion amounts;
  private final Shape input;
  private final CounterDraws draws;

  DistortionEquations(Distortion amounts, Shape input, long key, int index) {
    this.amounts = amounts;
    this.input = input;
    draws = CounterDraws.of(key, index);
  }

  /** Returns u from 24 bits of a draw, counted from the top. */
  private double u(int draw, int firstBit) {
    return (2 * draws.bits(draw, firstBit) + 1) / 0x1p24 - 1;
  }

  /**
   * Returns the point of the image, from its centre, that each place of the input shows: x and y.
   *
   * @param centreX where the image's centre lies in the input, from the middle of the first column
   * @param centreY the same from the first row
   */
  double[][] points(double centreX, double centreY) {
    double size = 1 + amounts.scaling() * u(2, 0);
    double squeeze = 1 + amounts.squeezing() * u(3, 0);
    double a = size * squeeze;
    double b = size / squeeze;
    double h = amounts.shear() * u(4, 0);
    double angle = 2 * Math.atan(u(5, 0) * Math.tan(Math.toRadians(amounts.rotation()) / 2));
    double[][] displacements = amounts.isElastic() ? displacements() : new double[input.size()][2];
    double[][] points = new double[input.size()][];
    for (int place = 0; place < points.length; place++) {
      double x = place % input.width() - centreX - amounts.horizontal() * u(0, 0);
      double y = place / input.width() - centreY - amounts.vertical() * u(1, 0);
      double unturnedX = Math.cos(angle) * x + Math.sin(angle) * y;
      double unturnedY = -Math.sin(angle) * x + Math.cos(angle) * y;
      points[place] =
          new double[] {
            (unturnedX - h * unturnedY) / a + displacements[place][0],
            unturnedY / b + displacements[place][1]
          };
    }
    return points;
  }

  private double[][] displacements() {
    double[] gaussian = gaussian();
    int radius = gaussian.length / 2;
    double[][] noise = new double[input.size()][];
    for (int pixel = 0; pixel < noise.length; pixel++) {
      noise[pixel] = new double[] {u(8 + pixel, 0), u(8 + pixel, 24)};
    }
    double[][] smooth = new double[input.size()][2];
    for (int place = 0; place < smooth.length; place++) {
      for (int pixel = 0; pixel < noise.length; pixel++) {
        int down = pixel / input.width() - place / input.width() + radius;
        int across = pixel % input.width() - place % input.width() + radius;
        if (down >= 0 && down <= 2 * radius && across >= 0 && across <= 2 * radius) {
          double weight = amounts.alpha() * gaussian[down] * gaussian[across];
          smooth[place][0] += weight * noise[pixel][0];
          smooth[place][1] += weight * noise[pixel][1];
        }
      }
    }
    return smooth;
  }

  private double[] gaussian() {
    int radius = (int) Math.ceil(3 * amounts.sigma());
    double[] weights = new double[2 * radius + 1];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double t = (i - radius) / (double) amounts.sigma();
      weights[i] = Math.exp(-t * t / 2);
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }
}
