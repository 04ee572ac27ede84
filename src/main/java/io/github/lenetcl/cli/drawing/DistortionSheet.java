package io.github.lenetcl.cli.drawing;

import java.awt.image.BufferedImage;

/** A sheet of images, a row for each, and in each row its distorted versions (Figure 7). */
public final class DistortionSheet {

  private static final int MARGIN = 24;
  private static final int GAP = 8;

  /** Between the images as they stand and their versions. */
  private static final int AISLE = 24;

  /** The size of an image on the sheet. */
  private static final int SIZE = 96;

  private DistortionSheet() {}

  /**
   * Draws a sheet, dark on light.
   *
   * @param columns for each version, the images as they stand first, all images row by row: 0 for
   *     background, 1 for ink
   * @param width columns of an image
   * @param height rows of an image
   * @return the sheet
   */
  public static BufferedImage draw(float[][] columns, int width, int height) {
    int rows = columns[0].length / (width * height);
    int tall = SIZE * height / width;
    BufferedImage sheet =
        new BufferedImage(
            2 * MARGIN + AISLE + columns.length * (SIZE + GAP) - GAP,
            2 * MARGIN + rows * (tall + GAP) - GAP,
            BufferedImage.TYPE_INT_RGB);
    try (Pen pen = new Pen(sheet)) {
      for (int version = 0; version < columns.length; version++) {
        int x = MARGIN + version * (SIZE + GAP) + (version > 0 ? AISLE : 0);
        for (int row = 0; row < rows; row++) {
          BufferedImage image = picture(columns[version], row, width, height);
          pen.picture(image, x, MARGIN + row * (tall + GAP), SIZE, tall);
        }
      }
    }
    return sheet;
  }

  private static BufferedImage picture(float[] values, int image, int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      int grey = Math.round(255 * (1 - values[image * width * height + i]));
      picture.setRGB(i % width, i / width, grey << 16 | grey << 8 | grey);
    }
    return picture;
  }
}
