package io.github.lenetcl.compute;

import io.github.lenetcl.data.LabelledImages;

/**
 * Grey images of one size, with or without labels; {@link Planes} says how they come into inputs.
 * The arrays are not copied and must not change.
 *
 * @param height rows of an image
 * @param width columns of an image
 * @param pixels grey levels (0 background, 255 ink), image by image, row by row
 * @param labels the class of each image, or none where the images have no labels: no loss is taken
 *     of these
 */
public record GreyImages(int height, int width, byte[] pixels, int[] labels) {

  /** Checks that the pixels are whole images, and that all have a label or none has. */
  public GreyImages {
    long area = (long) height * width;
    boolean whole = height > 0 && width > 0 && pixels.length % area == 0;
    if (!whole || labels.length > 0 && labels.length != pixels.length / area) {
      throw new IllegalArgumentException(
          "images: "
              + pixels.length
              + " pixels for "
              + labels.length
              + " labels of "
              + height
              + "x"
              + width);
    }
  }

  /**
   * {@return images with their labels}
   *
   * @param images the images
   */
  public static GreyImages of(LabelledImages images) {
    return new GreyImages(images.height(), images.width(), images.pixels(), images.labels());
  }

  /**
   * {@return images that have no labels}
   *
   * @param height rows of an image
   * @param width columns of an image
   * @param pixels grey levels (0 background, 255 ink), image by image, row by row
   */
  public static GreyImages unlabelled(int height, int width, byte[] pixels) {
    return new GreyImages(height, width, pixels, new int[0]);
  }

  /** {@return the number of images} */
  public int count() {
    return pixels.length / (height * width);
  }

  /**
   * Refuses images without labels.
   *
   * @param count how many there are
   * @param labels how many labels there are
   * @throws IllegalArgumentException if there are images and no labels
   */
  public static void requireLabels(int count, int labels) {
    if (labels < count) {
      throw new IllegalArgumentException(
          count + " images without labels, wanted a label for each: a loss compares with them");
    }
  }
}
