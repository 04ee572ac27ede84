package io.github.lenetcl.data;

import io.github.lenetcl.data.ink.Pixels;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How the numbers of an item are an image: rows, columns, and channels, which become planes one
 * below the other where the network asks for several maps; else colours become grey as television
 * weighs them (ITU-R BT.601).
 *
 * @param height rows
 * @param width columns
 * @param channels 1 or 3, or 4 with an opacity that is not looked at, or as many as maps
 * @param interleaved whether the channels of a pixel stand together
 * @param maps how many planes it becomes
 */
record ImageShape(int height, int width, int channels, boolean interleaved, int maps) {
  private static final float[] WEIGHTS = {0.299f, 0.587f, 0.114f};
  private static final int OPACITY = 4;
  private static final int MOST_SIDE = 4096;

  /** So many of the first images tell whether channels stand together in rows of numbers. */
  private static final int JUDGED = 64;

  /**
   * Finds the shape of a column's items.
   *
   * @param fit how many planes they become, and of which size
   */
  static ImageShape of(Column column, PictureFit fit) throws IOException {
    int[] shape = column.shape();
    ImageShape found = of(column, shape, fit);
    boolean fits = found.height * found.width * found.channels == column.size();
    if (!fits
        || !isChannels(found.channels, fit.maps())
        || found.height < 1
        || found.width < 1
        || Math.max(found.height, found.width) > MOST_SIDE) {
      String sizes =
          Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining("×"));
      int channels = fit.maps() == 1 ? Pixels.COLOURS : fit.maps();
      throw BadInputException.of(
          column.name(),
          "shape of an image",
          sizes,
          "rows×columns, a square number of pixels, or these with 1 or " + channels + " channels");
    }
    return found;
  }

  private static ImageShape of(Column column, int[] shape, PictureFit fit) throws IOException {
    int maps = fit.maps();
    boolean whole = column.size() == fit.area();
    return switch (shape.length) {
      case 1 ->
          whole
              ? new ImageShape(
                  fit.height(), fit.width(), maps, maps > 1 && isInterleaved(column, fit), maps)
              : square(shape[0], maps);
      case 2 ->
          whole && shape[1] == fit.width()
              ? new ImageShape(fit.height(), fit.width(), maps, false, maps)
              : new ImageShape(shape[0], shape[1], 1, true, maps);
      case 3 ->
          isChannels(shape[2], maps)
              ? new ImageShape(shape[0], shape[1], shape[2], true, maps)
              : new ImageShape(shape[1], shape[2], shape[0], false, maps);
      default -> new ImageShape(0, 0, 0, true, maps);
    };
  }

  private static boolean isChannels(int count, int maps) {
    boolean colours = maps == 1 || maps == Pixels.COLOURS;
    return count == 1 || count == maps || colours && (count == Pixels.COLOURS || count == OPACITY);
  }

  private static ImageShape square(int pixels, int maps) {
    int side = (int) Math.round(Math.sqrt(pixels));
    return new ImageShape(side, side, 1, true, maps);
  }

  /**
   * Tells how rows of numbers hold colours, which their files do not say: with planes one behind
   * the other (CIFAR) a value is like that of the next row, one width on; with the channels of a
   * pixel together, like the value that is as many widths on as there are channels.
   */
  private static boolean isInterleaved(Column column, PictureFit fit) throws IOException {
    int width = fit.width();
    int row = fit.maps() * width;
    double planes = 0;
    double pixels = 0;
    float[] item = new float[column.size()];
    try (Cursor cursor = column.open()) {
      for (int i = 0; i < Math.min(JUDGED, column.count()); i++) {
        cursor.next(item);
        for (int at = row; at < item.length; at++) {
          planes += Math.abs(item[at] - item[at - width]);
          pixels += Math.abs(item[at] - item[at - row]);
        }
      }
    }
    return pixels < planes;
  }

  /** {@return the rows of all planes} */
  int rows() {
    return maps * height;
  }

  /** {@return how many levels it becomes} */
  int size() {
    return rows() * width;
  }

  /** {@return whether its numbers are its levels, in their order} */
  boolean isPlain() {
    return channels == maps && (maps == 1 || !interleaved);
  }

  /** {@return an item's numbers as grey, or plane by plane} */
  float[] levels(float[] item) {
    if (isPlain()) {
      return item;
    }
    float[] levels = new float[size()];
    int area = height * width;
    for (int i = 0; i < levels.length; i++) {
      if (maps > 1) {
        levels[i] = item[place(i / area, i % area)];
      } else {
        for (int c = 0; c < WEIGHTS.length; c++) {
          levels[i] += WEIGHTS[c] * item[place(c, i)];
        }
      }
    }
    return levels;
  }

  /** Writes an item's bytes plane by plane. */
  void planes(byte[] item, byte[] target, int at) {
    int area = height * width;
    for (int m = 0; m < maps; m++) {
      for (int i = 0; i < area; i++) {
        target[at + m * area + i] = item[place(m, i)];
      }
    }
  }

  /** Where a pixel's value in a channel is; grey is all channels. */
  private int place(int channel, int pixel) {
    int one = channels == 1 ? 0 : channel;
    return interleaved ? pixel * channels + one : one * height * width + pixel;
  }

  @Override
  public String toString() {
    return height + "×" + width;
  }
}
