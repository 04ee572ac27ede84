package io.github.lenetcl.compute.cpu.images;

import io.github.lenetcl.network.Distortion;

/**
 * How far from a place (u, v) of the input, in pixels about the image's centre, the point of the
 * image lies that it shows: by (xx·u + xy·v + x, yx·u + yy·v + y). Displacements are small beside
 * places, so single precision tells them better. The kernel computes the same in the same order, so
 * that not a bit differs.
 *
 * @param xx the share of u in the displacement along rows
 * @param xy the share of v in it
 * @param yx the share of u in the displacement along columns
 * @param yy the share of v in it
 * @param x the displacement of the centre along rows
 * @param y its displacement along columns
 */
record AffineMap(float xx, float xy, float yx, float yy, float x, float y) {

  /**
   * Draws the map of a sample: the inverse of the one in {@link Distortion}, less the identity.
   *
   * @param amounts how far it may go
   * @param tangent the tangent of half the largest angle
   * @param random the sample's draws
   */
  static AffineMap draw(Distortion amounts, float tangent, CounterRandom random) {
    float larger = amounts.scaling() * random.symmetric(2);
    float wider = amounts.squeezing() * random.symmetric(3);
    float perScale = 1 / (1 + larger);
    float perWidth = perScale * (1 / (1 + wider));
    float shear = amounts.shear() * random.symmetric(4);
    float t = tangent * random.symmetric(5);
    float perSquare = 1 / (1 + t * t);
    float lessCosine = -2 * (t * t) * perSquare;
    float sine = 2 * t * perSquare;
    float cosine = 1 + lessCosine;
    float xx = (lessCosine + shear * sine - (larger + wider + larger * wider)) * perWidth;
    float xy = (sine - shear * cosine) * perWidth;
    float yx = -sine * (1 + wider) * perScale;
    float yy = (lessCosine * (1 + wider) + (wider - larger)) * perScale;
    float right = amounts.horizontal() * random.symmetric(0);
    float down = amounts.vertical() * random.symmetric(1);
    return new AffineMap(
        xx, xy, yx, yy, -(xx * right + xy * down + right), -(yx * right + yy * down + down));
  }
}
