package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.network.Distortion;

/**
 * From a point of the input back to the point of the image that it shows, both in pixels about
 * their centres: (x, y) ← (xx·u + xy·v, yx·u + yy·v) with (u, v) the point less the translation.
 * The kernel computes the same in the same order, so that not a bit differs.
 *
 * @param xx the share of u in x
 * @param xy the share of v in x
 * @param yx the share of u in y
 * @param yy the share of v in y
 * @param right the translation along rows
 * @param down the translation along columns
 */
record AffineMap(float xx, float xy, float yx, float yy, float right, float down) {

  /**
   * Draws the map of a sample.
   *
   * @param amounts how far it may go
   * @param tangent the tangent of half the largest angle
   * @param random the sample's draws
   */
  static AffineMap draw(Distortion amounts, float tangent, CounterRandom random) {
    float scale = 1 + amounts.scaling() * random.symmetric(2);
    float squeeze = 1 + amounts.squeezing() * random.symmetric(3);
    float width = 1 / (scale * squeeze);
    float height = squeeze * (1 / scale);
    float shear = amounts.shear() * random.symmetric(4);
    float t = tangent * random.symmetric(5);
    float perSquare = 1 / (1 + t * t);
    float cosine = (1 - t * t) * perSquare;
    float sine = 2 * t * perSquare;
    return new AffineMap(
        (cosine + shear * sine) * width,
        (sine - shear * cosine) * width,
        -sine * height,
        cosine * height,
        amounts.horizontal() * random.symmetric(0),
        amounts.vertical() * random.symmetric(1));
  }
}
