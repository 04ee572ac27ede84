package io.github.lenetcl.cli.answer;

import java.awt.image.BufferedImage;

/** Tells why a picture has no ink. */
final class Legibility {

  /** What differs less than this, of 255, is the same for the eye. */
  private static final int VISIBLE = 6;

  private Legibility() {}

  /** Returns a word for a picture in which no ink was found: it is blank, or too pale. */
  static String of(BufferedImage picture) {
    int[] histogram = new int[256];
    int step =
        Math.max(1, (int) Math.sqrt(picture.getWidth() * (double) picture.getHeight() / 1e6));
    int count = 0;
    for (int row = 0; row < picture.getHeight(); row += step) {
      for (int column = 0; column < picture.getWidth(); column += step) {
        int colour = picture.getRGB(column, row);
        int red = colour >> 16 & 0xff;
        int green = colour >> 8 & 0xff;
        histogram[(299 * red + 587 * green + 114 * (colour & 0xff) + 500) / 1000]++;
        count++;
      }
    }
    int few = Math.max(1, count / 1000);
    int contrast = quantile(histogram, count - few) - quantile(histogram, few);
    return contrast < VISIBLE ? "blank" : "too pale: contrast " + contrast + " of 255";
  }

  private static int quantile(int[] histogram, int count) {
    int level = 0;
    for (int seen = histogram[0]; seen < count; seen += histogram[level]) {
      level++;
    }
    return level;
  }
}
