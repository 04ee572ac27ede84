package io.github.lenetcl.compute;

import io.github.lenetcl.network.Shape;

/**
 * How images come into a network's inputs. Those for several maps have them one below the other:
 * red, green and blue of 32×32 are an image of 96×32. They fill the inputs; an image of one map may
 * be smaller than its input, in whose middle it is placed.
 */
public final class Planes {

  private Planes() {}

  /**
   * {@return the input as one map, its maps one below the other}
   *
   * @param input the input
   */
  public static Shape of(Shape input) {
    return input.maps() == 1
        ? input
        : new Shape(1, Math.multiplyExact(input.maps(), input.height()), input.width());
  }

  /**
   * Refuses images that do not fit an input.
   *
   * @param height rows of an image
   * @param width columns of an image
   * @param input the input
   * @throws IllegalArgumentException if they do not fit
   */
  public static void requireFit(int height, int width, Shape input) {
    Shape place = of(input);
    boolean fits =
        input.maps() == 1
            ? height <= place.height() && width <= place.width()
            : height == place.height() && width == place.width();
    if (!fits) {
      throw new IllegalArgumentException(
          "images of "
              + height
              + "x"
              + width
              + " do not fit an input of "
              + input
              + (input.maps() == 1
                  ? ""
                  : ": wanted its maps one below the other, "
                      + place.height()
                      + "x"
                      + place.width()));
    }
  }

  /**
   * Refuses to distort images of several maps.
   *
   * @param input the input
   * @throws IllegalArgumentException if it has several maps
   */
  public static void requireOneMap(Shape input) {
    if (input.maps() != 1) {
      throw new IllegalArgumentException(
          "images are distorted for inputs of one map, not for " + input);
    }
  }
}
