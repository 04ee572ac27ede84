package io.github.lenetcl.cli.drawing;

import io.github.lenetcl.compute.GreyImages;
import java.awt.image.BufferedImage;

/** The picture as it was given and, below it, the digit that goes into the network. */
final class InputBlock implements Block {

  private static final int SIDE = 140;
  private static final int DIGIT_TOP = 300;

  private final BufferedImage picture;
  private final GreyImages digit;
  private final int cell;

  InputBlock(BufferedImage picture, GreyImages digit) {
    this.picture = picture;
    this.digit = digit;
    cell = Math.max(1, SIDE / Math.max(digit.width(), digit.height()));
  }

  @Override
  public int width() {
    return SIDE;
  }

  @Override
  public int height() {
    return DIGIT_TOP + MapsBlock.HEADING + digit.height() * cell;
  }

  @Override
  public void draw(Pen pen, int x, int y) {
    heading(pen, "picture", picture.getWidth() + " x " + picture.getHeight(), x, y);
    double scale = (double) SIDE / Math.max(picture.getWidth(), picture.getHeight());
    int width = Math.max(1, (int) (picture.getWidth() * scale));
    int height = Math.max(1, (int) (picture.getHeight() * scale));
    pen.picture(picture, x, y + MapsBlock.HEADING, width, height);

    String size = digit.width() + " x " + digit.height() + ", centred by mass";
    heading(pen, "digit", size, x, y + DIGIT_TOP);
    float[] grey = new float[digit.pixels().length];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = digit.pixels()[i] & 0xFF;
    }
    int top = y + DIGIT_TOP + MapsBlock.HEADING;
    pen.grid(grey, 0, digit.height(), digit.width(), x, top, cell, ColorScale.ink(0, 255));
  }

  private static void heading(Pen pen, String name, String note, int x, int y) {
    pen.text(name, x, y + 16, Pen.Style.HEADING);
    pen.text(note, x, y + 34, Pen.Style.NOTE);
  }
}
