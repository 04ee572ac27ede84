package io.github.lenetcl.network;

/**
 * The size of a stack of feature maps. Values are stored map by map, row by row.
 *
 * @param maps number of feature maps, at least 1
 * @param height rows of each map, at least 1
 * @param width columns of each map, at least 1
 */
public record Shape(int maps, int height, int width) {

  /** Checks that every side is at least 1 and that the values can be counted by an int. */
  public Shape {
    if (maps < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a shape needs at least one map, row and column: found " + text(maps, height, width));
    }
    if ((long) maps * height * width > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("too large a shape: " + text(maps, height, width));
    }
  }

  /** {@return the number of values of one sample: maps × height × width} */
  public int size() {
    return maps * height * width;
  }

  /** {@return the number of values of one map: height × width} */
  public int area() {
    return height * width;
  }

  @Override
  public String toString() {
    return text(maps, height, width);
  }

  private static String text(int maps, int height, int width) {
    return maps + "@" + height + "x" + width;
  }
}
