package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.network.Distortion;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;

/** Distorted samples of some images for one shape of input, as {@link Distortion} says. */
final class Distorter {

  private final Distortion distortion;
  private final GreyImages images;
  private final Shape input;
  private final GreyScale greyScale;
  private final float tangent;
  private final float[] taps;
  private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

  /** What one thread works with. */
  private final class Scratch {

    final GreyField grey = new GreyField(images.height(), images.width());
    final ElasticField field = new ElasticField(taps, input);
  }

  Distorter(Distortion distortion, GreyImages images, Scaling scaling, Shape input) {
    this.distortion = distortion;
    this.images = images;
    this.input = input;
    this.greyScale = new GreyScale(scaling, images, input);
    this.tangent = (float) Math.tan(Math.toRadians(distortion.rotation()) / 2);
    this.taps = distortion.isElastic() ? ElasticField.gaussian(distortion.sigma()) : new float[1];
  }

  boolean serves(Distortion otherDistortion, Shape otherInput) {
    return distortion.equals(otherDistortion) && input.equals(otherInput);
  }

  /**
   * Writes one image, distorted and scaled.
   *
   * @param index which image
   * @param key what tells one set of draws from another
   * @param xAt where its first value goes
   * @param step from one value to the next
   */
  void gather(int index, long key, float[] x, int xAt, int step) {
    CounterRandom random = CounterRandom.of(key, index);
    gather(index, AffineMap.draw(distortion, tangent, random), random, x, xAt, step);
  }

  /** As {@link #gather(int, long, float[], int, int)}, with an affine map that is given. */
  void gather(int index, AffineMap map, CounterRandom random, float[] x, int xAt, int step) {
    Scratch mine = scratch.get();
    mine.grey.load(images.pixels(), index);
    if (distortion.isElastic()) {
      mine.field.draw(random);
    }
    float middleX = (images.width() - 1) * 0.5f;
    float middleY = (images.height() - 1) * 0.5f;
    float centreX = (input.width() - images.width()) / 2 + middleX;
    float centreY = (input.height() - images.height()) / 2 + middleY;
    for (int row = 0; row < input.height(); row++) {
      float v = row - centreY - map.down();
      float partX = map.xy() * v;
      float partY = map.yy() * v;
      for (int column = 0; column < input.width(); column++) {
        float u = column - centreX - map.right();
        float imageX = map.xx() * u + partX + middleX;
        float imageY = map.yx() * u + partY + middleY;
        if (distortion.isElastic()) {
          imageX += distortion.alpha() * mine.field.x(row, column);
          imageY += distortion.alpha() * mine.field.y(row, column);
        }
        x[xAt] = greyScale.scaled(mine.grey.at(imageX, imageY), row, column);
        xAt += step;
      }
    }
  }
}
