package io.github.lenetcl.compute.cpu.images;

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
  private final Smoothing smoothing;
  private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(this::scratch);

  /** What one thread works with; it leads back to nothing, or threads would keep all of this. */
  private record Scratch(GreyField grey, ElasticField field) {}

  private Scratch scratch() {
    return new Scratch(
        new GreyField(images.height(), images.width()), new ElasticField(smoothing, taps, input));
  }

  Distorter(
      Distortion distortion, GreyImages images, Scaling scaling, Shape input, Smoothing smoothing) {
    this.distortion = distortion;
    this.images = images;
    this.input = input;
    this.greyScale = new GreyScale(scaling, images, input);
    this.tangent = distortion.halfAngleTangent();
    this.taps = distortion.gaussian();
    this.smoothing = smoothing;
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
    int left = (input.width() - images.width()) / 2;
    int top = (input.height() - images.height()) / 2;
    float centreX = left + (images.width() - 1) * 0.5f;
    float centreY = top + (images.height() - 1) * 0.5f;
    for (int row = 0; row < input.height(); row++) {
      float v = row - centreY;
      float rowX = map.xy() * v + map.x();
      float rowY = map.yy() * v + map.y();
      for (int column = 0; column < input.width(); column++) {
        float u = column - centreX;
        float right = map.xx() * u + rowX;
        float down = map.yx() * u + rowY;
        if (distortion.isElastic()) {
          right += distortion.alpha() * mine.field.x(row, column);
          down += distortion.alpha() * mine.field.y(row, column);
        }
        x[xAt] = greyScale.scaled(mine.grey.at(row - top, column - left, down, right), row, column);
        xAt += step;
      }
    }
  }
}
