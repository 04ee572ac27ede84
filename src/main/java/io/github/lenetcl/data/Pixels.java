package io.github.lenetcl.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.util.Arrays;

/**
 * The colours of a picture, red, green, blue and opacity a byte each, made smaller where there are
 * too many of them.
 */
final class Pixels {
  private static final long MOST_PIXELS = 4_000_000;
  static final int COLOURS = 3;
  private static final int OPACITY = 3;

  private final int height;
  private final int width;

  /** Red, green, blue, opacity. */
  private final byte[][] channel;

  private Pixels(int height, int width) {
    this.height = height;
    this.width = width;
    this.channel = new byte[4][height * width];
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  /** All of it. */
  Extent extent() {
    return new Extent(0, 0, height, width);
  }

  /** Reads a picture, averaging squares of pixels if there are more than 4 million. */
  static Pixels of(BufferedImage picture) {
    int block = 1;
    while (parts(picture.getWidth(), block) * parts(picture.getHeight(), block) > MOST_PIXELS) {
      block++;
    }
    Pixels pixels =
        new Pixels((int) parts(picture.getHeight(), block), (int) parts(picture.getWidth(), block));
    int[] argb = new int[picture.getWidth()];
    if (block == 1) {
      for (int row = 0; row < pixels.height; row++) {
        readRow(picture, row, argb);
        pixels.setRow(row, argb);
      }
      return pixels;
    }
    long[][] sum = new long[4][pixels.width];
    for (int row = 0; row < pixels.height; row++) {
      int end = Math.min((row + 1) * block, picture.getHeight());
      for (int y = row * block; y < end; y++) {
        readRow(picture, y, argb);
        add(argb, block, sum);
      }
      pixels.setRow(row, sum, block, end - row * block, picture.getWidth());
    }
    return pixels;
  }

  /** Stores a row as it is; what is not to be seen has no colour. */
  private void setRow(int row, int[] argb) {
    for (int column = 0, at = row * width; column < width; column++, at++) {
      int colour = argb[column] >>> 24 == 0 ? 0 : argb[column];
      channel[0][at] = (byte) (colour >>> 16);
      channel[1][at] = (byte) (colour >>> 8);
      channel[2][at] = (byte) colour;
      channel[OPACITY][at] = (byte) (colour >>> 24);
    }
  }

  /** Adds a row of the picture to the sums of the squares that it crosses. */
  private static void add(int[] argb, int block, long[][] sum) {
    for (int column = 0; column < sum[OPACITY].length; column++) {
      int end = Math.min((column + 1) * block, argb.length);
      for (int x = column * block; x < end; x++) {
        int opacity = argb[x] >>> 24;
        sum[OPACITY][column] += opacity;
        for (int c = 0; c < COLOURS; c++) {
          sum[c][column] += (long) opacity * (argb[x] >>> 16 - 8 * c & 0xff);
        }
      }
    }
  }

  private static long parts(int length, int block) {
    return (length + block - 1L) / block;
  }

  /** Stores the means of a row of squares, and clears the sums. */
  private void setRow(int row, long[][] sum, int block, int rows, int pictureWidth) {
    for (int column = 0; column < width; column++) {
      int columns = Math.min(block, pictureWidth - column * block);
      long opacity = sum[OPACITY][column];
      int at = row * width + column;
      channel[OPACITY][at] = (byte) Math.round((double) opacity / (rows * columns));
      for (int c = 0; c < COLOURS; c++) {
        channel[c][at] = (byte) Math.round((double) sum[c][column] / Math.max(1, opacity));
      }
    }
    for (long[] channelSum : sum) {
      Arrays.fill(channelSum, 0);
    }
  }

  private static void readRow(BufferedImage picture, int y, int[] argb) {
    ColorModel model = picture.getColorModel();
    int type = picture.getRaster().getDataBuffer().getDataType();
    if (!(model instanceof ComponentColorModel)
        || model.getColorSpace().getType() != ColorSpace.TYPE_GRAY
        || type != DataBuffer.TYPE_BYTE && type != DataBuffer.TYPE_USHORT) {
      picture.getRGB(0, y, argb.length, 1, argb, 0, argb.length);
      return;
    }
    // Java takes grey for linear light and would brighten it; files hold it as they hold colours.
    int[] grey = picture.getRaster().getSamples(0, y, argb.length, 1, 0, (int[]) null);
    int[] opacity =
        model.hasAlpha()
            ? picture.getRaster().getSamples(0, y, argb.length, 1, 1, (int[]) null)
            : null;
    int most = (1 << model.getComponentSize(0)) - 1;
    for (int x = 0; x < argb.length; x++) {
      int level = (grey[x] * 255 + most / 2) / most;
      int opaque = opacity == null ? 255 : (opacity[x] * 255 + most / 2) / most;
      argb[x] = opaque << 24 | level * 0x010101;
    }
  }

  /** One channel, a byte per pixel, row by row; not a copy. */
  byte[] channel(int c) {
    return channel[c];
  }

  /** How opaque each pixel is; not a copy. */
  byte[] opacity() {
    return channel[OPACITY];
  }

  /** Whether every pixel is opaque and grey. */
  boolean isGrey() {
    byte[] opaque = new byte[height * width];
    Arrays.fill(opaque, (byte) 255);
    return Arrays.equals(opaque, channel[OPACITY])
        && Arrays.equals(channel[0], channel[1])
        && Arrays.equals(channel[0], channel[2]);
  }
}
