package io.github.lenetcl.compute;

/**
 * Grey images of one size with their labels; {@link Planes} says how they come into inputs. The
 * arrays are not copied and must not change.
 *
 * @param height rows of an image
 * @param width columns of an image
 * @param pixels grey levels (0 background, 255 ink), image by image, row by row
 * @param labels the class of each image
 */
public record GreyImages(int height, int width, byte[] pixels, int[] labels) {

  /** Checks that the arrays hold the same number of images. */
  public GreyImages {
    if (height < 1 || width < 1 || pixels.length != (long) labels.length * height * width) {
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

  /** {@return the number of images} */
  public int count() {
    return labels.length;
  }
}
