package io.github.lenetcl.experiment;

import io.github.lenetcl.data.LabelledImages;
import java.util.SplittableRandom;

/**
 * Images all changed alike, on a ground of {@link #SIDE}×{@link #SIDE} pixels, LeNet-5's input, so
 * that what is moved does not leave the image before it leaves the network's sight. No change gives
 * the image as it stands, centred.
 */
final class Transformed {

  /** The side of the images that come out. */
  static final int SIDE = 32;

  /**
   * From a pixel of the ground to the point of the image that it shows, about the centres of both:
   * (x, y) = (xx·(u − right) + xy·v, yy·(v − down)).
   */
  private record Inverse(double xx, double xy, double yy, double right, double down) {}

  private Transformed() {}

  /** {@return images moved to the right and down, in pixels} */
  static LabelledImages shifted(LabelledImages images, double right, double down) {
    return map(images, SIDE, new Inverse(1, 0, 1, right, down), 1);
  }

  /** {@return images scaled about their centre} */
  static LabelledImages scaled(LabelledImages images, double factor) {
    return scaled(images, factor, SIDE);
  }

  /** {@return images scaled about their centre, on a square ground of a side} */
  static LabelledImages scaled(LabelledImages images, double factor, int side) {
    // Where pixels get smaller, several points of each are averaged, so that no stroke is missed.
    int points = (int) Math.ceil(1 / factor);
    return map(images, side, new Inverse(1 / factor, 0, 1 / factor, 0, 0), points);
  }

  /** {@return images whose uprights lean to the right by an angle} */
  static LabelledImages slanted(LabelledImages images, double degrees) {
    // Rows are counted downwards: what is above the centre moves to the right.
    double shear = Math.tan(Math.toRadians(degrees));
    return map(images, SIDE, new Inverse(1, shear, 1, 0, 0), 1);
  }

  /** {@return images with normal noise added to every pixel, its deviation in grey levels} */
  static LabelledImages noisy(LabelledImages images, double deviation, long seed) {
    LabelledImages ground = shifted(images, 0, 0);
    byte[] pixels = ground.pixels();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) level((pixels[i] & 0xFF) + deviation * normal(random));
    }
    return ground;
  }

  /** The transform of Box and Muller, so that every version of Java draws the same. */
  private static double normal(SplittableRandom random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit(random)));
    return radius * StrictMath.cos(2 * Math.PI * unit(random));
  }

  private static double unit(SplittableRandom random) {
    return (random.nextLong() >>> 11) * 0x1p-53;
  }

  private static LabelledImages map(LabelledImages images, int side, Inverse map, int points) {
    byte[] pixels = new byte[images.count() * side * side];
    for (int image = 0; image < images.count(); image++) {
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          pixels[(image * side + row) * side + column] =
              (byte) level(mean(images, image, side, map, points, row, column));
        }
      }
    }
    return new LabelledImages(side, side, pixels, images.labels(), images.classes());
  }

  /** The mean over points evenly spread over a pixel: for a single one, its middle. */
  private static double mean(
      LabelledImages images, int image, int side, Inverse map, int points, int row, int column) {
    double middle = (side - 1) / 2.0;
    double sum = 0;
    for (int i = 0; i < points * points; i++) {
      double u = column - middle + (i % points + 0.5) / points - 0.5 - map.right;
      double v = row - middle + (i / points + 0.5) / points - 0.5 - map.down;
      double x = map.xx * u + map.xy * v + (images.width() - 1) / 2.0;
      double y = map.yy * v + (images.height() - 1) / 2.0;
      sum += bilinear(images, image, x, y);
    }
    return sum / (points * points);
  }

  private static double bilinear(LabelledImages images, int image, double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double right = x - left;
    double down = y - top;
    return (1 - down)
            * ((1 - right) * grey(images, image, top, left)
                + right * grey(images, image, top, left + 1))
        + down
            * ((1 - right) * grey(images, image, top + 1, left)
                + right * grey(images, image, top + 1, left + 1));
  }

  private static int grey(LabelledImages images, int image, int row, int column) {
    boolean inside = row >= 0 && row < images.height() && column >= 0 && column < images.width();
    return inside
        ? images.pixels()[(image * images.height() + row) * images.width() + column] & 0xFF
        : 0;
  }

  private static long level(double grey) {
    return Math.max(0, Math.min(255, Math.round(grey)));
  }
}
