package io.github.lenetcl.bench;

import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Planes;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The images of a measurement, in any number: they begin anew where they end. */
final class Digits {

  private static final long SEED = 1;

  private final LabelledImages images;
  private final Scaling.Levels scaling;

  /**
   * Takes images.
   *
   * @param scaling how grey levels become inputs
   */
  Digits(LabelledImages images, Scaling.Levels scaling) {
    this.images = images;
    this.scaling = scaling;
  }

  Scaling.Levels scaling() {
    return scaling;
  }

  /** Returns each image once. */
  GreyImages all() {
    return GreyImages.of(images);
  }

  /** Returns so many images in arrays of their own. */
  GreyImages tiled(int count) {
    int size = images.height() * images.width();
    byte[] pixels = new byte[Math.multiplyExact(count, size)];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      int image = i % images.count();
      System.arraycopy(images.pixels(), image * size, pixels, i * size, size);
      labels[i] = images.label(image);
    }
    return new GreyImages(images.height(), images.width(), pixels, labels);
  }

  /** Returns indices into all images in no order, as training takes them. */
  int[] shuffled(int length) {
    return new SplittableRandom(SEED).ints(length, 0, images.count()).toArray();
  }

  /** Returns an image as inputs, centred. */
  float[] inputs(int index, Shape shape) {
    Shape input = Planes.of(shape);
    float[] x = new float[input.size()];
    Arrays.fill(x, scaling.background());
    int top = (input.height() - images.height()) / 2;
    int left = (input.width() - images.width()) / 2;
    byte[] image = images.image(index);
    for (int r = 0; r < images.height(); r++) {
      for (int c = 0; c < images.width(); c++) {
        int grey = image[r * images.width() + c] & 0xff;
        x[(top + r) * input.width() + left + c] = scaling.levels()[grey];
      }
    }
    return x;
  }

  int count() {
    return images.count();
  }
}
