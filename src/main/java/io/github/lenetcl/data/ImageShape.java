package io.github.lenetcl.data;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How the numbers of an item are an image: rows, columns, and grey or three colours, which become
 * grey as television weighs them (ITU-R BT.601).
 *
 * @param height rows
 * @param width columns
 * @param channels 1 or 3, or 4 with an opacity that is not looked at
 * @param interleaved whether the channels of a pixel stand together
 */
record ImageShape(int height, int width, int channels, boolean interleaved) {
  private static final float[] WEIGHTS = {0.299f, 0.587f, 0.114f};
  private static final int MOST_SIDE = 4096;

  static ImageShape of(Column column) throws BadInputException {
    int[] shape = Arrays.stream(column.shape()).toArray();
    ImageShape found =
        switch (shape.length) {
          case 1 -> square(shape[0]);
          case 2 -> new ImageShape(shape[0], shape[1], 1, true);
          case 3 ->
              isChannels(shape[2])
                  ? new ImageShape(shape[0], shape[1], shape[2], true)
                  : new ImageShape(shape[1], shape[2], shape[0], false);
          default -> new ImageShape(0, 0, 0, true);
        };
    boolean fits = found.height * found.width * found.channels == column.size();
    if (!fits
        || !isChannels(found.channels)
        || found.height < 1
        || found.width < 1
        || Math.max(found.height, found.width) > MOST_SIDE) {
      String sizes =
          Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining("×"));
      throw BadInputException.of(
          column.name(),
          "shape of an image",
          sizes,
          "rows×columns, a square number of pixels, or these with 1 or 3 channels");
    }
    return found;
  }

  private static boolean isChannels(int count) {
    return count == 1 || count == 3 || count == 4;
  }

  private static ImageShape square(int pixels) {
    int side = (int) Math.round(Math.sqrt(pixels));
    return new ImageShape(side, side, 1, true);
  }

  /** {@return the pixels of an image} */
  int area() {
    return height * width;
  }

  /** Makes colours grey. */
  float[] grey(float[] item) {
    if (channels == 1) {
      return item;
    }
    float[] grey = new float[area()];
    for (int c = 0; c < WEIGHTS.length; c++) {
      for (int i = 0; i < grey.length; i++) {
        grey[i] += WEIGHTS[c] * item[interleaved ? i * channels + c : c * grey.length + i];
      }
    }
    return grey;
  }

  @Override
  public String toString() {
    return height + "×" + width;
  }
}
