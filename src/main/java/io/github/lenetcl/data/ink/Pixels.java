package io.github.lenetcl.data.ink;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * The colours of a picture, red, green, blue and opacity a byte each, made smaller where there are
 * too many of them.
 */
public final class Pixels {
  private static final long MOST_PIXELS = 4_000_000;

  /** Channels that are colours: red, green and blue. */
  public static final int COLOURS = 3;

  private static final int OPACITY = 3;
  private static final byte OPAQUE = (byte) 255;
  static final int HALF_OPAQUE = 128;

  private final int height;
  private final int width;

  /** Red, green, blue, opacity; of a grey picture the first three are one array. */
  private final byte[][] channel;

  private final boolean opaque;

  private Pixels(int height, int width, byte[][] channel, boolean opaque) {
    this.height = height;
    this.width = width;
    this.channel = channel;
    this.opaque = opaque;
  }

  /**
   * {@return opaque grey pixels}
   *
   * @param height rows
   * @param width columns
   * @param levels unsigned bytes, row by row; not copied
   */
  public static Pixels grey(int height, int width, byte[] levels) {
    byte[] opacity = new byte[levels.length];
    Arrays.fill(opacity, OPAQUE);
    return new Pixels(height, width, new byte[][] {levels, levels, levels, opacity}, true);
  }

  /** {@return the rows} */
  public int height() {
    return height;
  }

  /** {@return the columns} */
  public int width() {
    return width;
  }

  /** All of it. */
  Extent extent() {
    return new Extent(0, 0, height, width);
  }

  /**
   * {@return the pixels of a picture, of one of more than 4 million the means of squares}
   *
   * @param picture of any size and colour
   */
  public static Pixels of(BufferedImage picture) {
    int block = 1;
    while (parts(picture.getWidth(), block) * parts(picture.getHeight(), block) > MOST_PIXELS) {
      block++;
    }
    if (block == 1) {
      return whole(picture);
    }
    int height = (int) parts(picture.getHeight(), block);
    int width = (int) parts(picture.getWidth(), block);
    Pixels pixels = new Pixels(height, width, new byte[4][height * width], false);
    int[] argb = new int[picture.getWidth()];
    long[][] sum = new long[4][pixels.width];
    for (int row = 0; row < pixels.height; row++) {
      int end = Math.min((row + 1) * block, picture.getHeight());
      for (int y = row * block; y < end; y++) {
        readRow(picture, y, argb);
        add(argb, block, sum);
      }
      pixels.setRow(row, sum, block, end - row * block, picture.getWidth());
    }
    return new Pixels(height, width, pixels.channel, isOpaque(pixels.opacity()));
  }

  /** Reads a picture as it is, which most are. */
  private static Pixels whole(BufferedImage picture) {
    int height = picture.getHeight();
    int width = picture.getWidth();
    if (picture.getType() == BufferedImage.TYPE_BYTE_GRAY) {
      byte[] grey = new byte[height * width];
      picture.getRaster().getDataElements(0, 0, width, height, grey);
      return grey(height, width, grey);
    }
    byte[] opacity = new byte[height * width];
    byte[] red = new byte[height * width];
    byte[] green = new byte[height * width];
    byte[] blue = new byte[height * width];
    int[] argb = new int[width];
    boolean grey = true;
    for (int row = 0, at = 0; row < height; row++) {
      readRow(picture, row, argb);
      for (int column = 0; column < width; column++, at++) {
        int colour = argb[column];
        opacity[at] = (byte) (colour >>> 24);
        boolean seen = colour >>> 24 != 0;
        red[at] = seen ? (byte) (colour >> 16) : 0;
        green[at] = seen ? (byte) (colour >> 8) : 0;
        blue[at] = seen ? (byte) colour : 0;
        grey &= red[at] == green[at] && red[at] == blue[at];
      }
    }
    byte[][] channel = {red, grey ? red : green, grey ? red : blue, opacity};
    return new Pixels(height, width, channel, isOpaque(opacity));
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
    int kind = picture.getType();
    if (kind == BufferedImage.TYPE_3BYTE_BGR || kind == BufferedImage.TYPE_4BYTE_ABGR) {
      readBytes(picture.getRaster(), y, argb);
      return;
    }
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

  /** Bytes of red, green, blue and perhaps opacity, as they are. */
  private static void readBytes(Raster raster, int y, int[] argb) {
    int bands = raster.getNumBands();
    byte[] row = new byte[bands * argb.length];
    raster.getDataElements(0, y, argb.length, 1, row);
    for (int x = 0, at = 0; x < argb.length; x++, at += bands) {
      int colour = (row[at] & 0xff) << 16 | (row[at + 1] & 0xff) << 8 | row[at + 2] & 0xff;
      argb[x] = colour | (bands == COLOURS ? 255 : row[at + OPACITY]) << 24;
    }
  }

  /**
   * {@return one channel, an unsigned byte a pixel, row by row; not a copy}
   *
   * @param c 0 red, 1 green, 2 blue, 3 opacity
   */
  public byte[] channel(int c) {
    return channel[c];
  }

  /** How opaque each pixel is; not a copy. */
  byte[] opacity() {
    return channel[OPACITY];
  }

  /** Whether a pixel is more opaque than not. */
  boolean isOpaque(int pixel) {
    return (channel[OPACITY][pixel] & 0xff) >= HALF_OPAQUE;
  }

  /** Whether every pixel is opaque. */
  boolean isOpaque() {
    return opaque;
  }

  private static boolean isOpaque(byte[] opacity) {
    for (byte each : opacity) {
      if (each != OPAQUE) {
        return false;
      }
    }
    return true;
  }

  /** Whether every pixel is known to be grey. */
  boolean hasOneChannel() {
    return channel[0] == channel[1] && channel[0] == channel[2];
  }

  /** {@return whether every pixel is opaque and grey} */
  public boolean isGrey() {
    return isOpaque()
        && (hasOneChannel()
            || Arrays.equals(channel[0], channel[1]) && Arrays.equals(channel[0], channel[2]));
  }
}
