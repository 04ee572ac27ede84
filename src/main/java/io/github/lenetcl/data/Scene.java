package io.github.lenetcl.data;

import java.awt.image.BufferedImage;

/**
 * A digit as a camera or a scanner shows it: on paper under uneven light, in a box or on a rule,
 * beside others that the cut goes through, by a thick or a pale pen, out of focus and grainy. What
 * {@link io.github.lenetcl.data.ink.DigitImage} makes of such a picture is what a network meets in
 * use, the foreign strokes that stay with the digit among it.
 */
final class Scene {
  private final Dice dice;
  private final int height;
  private final int width;

  /** How much of each pixel is ink, 0 to 1. */
  private final float[] ink;

  private Scene(Dice dice, int height, int width) {
    this.dice = dice;
    this.height = height;
    this.width = width;
    this.ink = new float[height * width];
  }

  /**
   * A picture of one digit of a set.
   *
   * @param digits the set
   * @param index the digit
   * @param dice what all that is left to chance is drawn from
   */
  static BufferedImage of(LabelledImages digits, int index, Dice dice) {
    double scale = dice.between(0.9, 3);
    int box = (int) Math.ceil(20 * scale);
    int height = (int) (box * dice.between(1.05, 2));
    int width = (int) (box * dice.between(1.05, 2));
    Scene scene = new Scene(dice, height, width);
    double top = dice.between(-0.03 * box, height - 0.97 * box) - 4 * scale;
    double left = dice.between(-0.03 * box, width - 0.97 * box) - 4 * scale;
    double thickest = digits.label(index) == 1 ? 0.2 : 0.35;
    scene.write(digits.image(index), top, left, scale, dice.between(thickest, 0.65));
    if (dice.chance(0.3)) {
      scene.neighbours(digits, top, left, scale);
    }
    if (dice.chance(0.45)) {
      scene.box(scale);
    }
    if (dice.chance(0.12)) {
      double row = top + dice.between(6, 26) * scale;
      scene.rule(false, row, dice.bell(0.03), dice.between(0.4, 1) * scale, dice.between(0.3, 0.9));
    }
    return scene.picture();
  }

  /** Draws a digit's 28×28 pixels with strokes made thicker (a low threshold) or thinner. */
  private void write(byte[] digit, double top, double left, double scale, double threshold) {
    double sharpness = dice.between(1.2, 3);
    for (int row = Math.max(0, (int) top); row < Math.min(height, top + 28 * scale); row++) {
      double y = (row + 0.5 - top) / scale - 0.5;
      int above = (int) Math.floor(y);
      for (int column = Math.max(0, (int) left);
          column < Math.min(width, left + 28 * scale);
          column++) {
        double x = (column + 0.5 - left) / scale - 0.5;
        int before = (int) Math.floor(x);
        double level =
            (1 - y + above)
                    * ((1 - x + before) * at(digit, above, before)
                        + (x - before) * at(digit, above, before + 1))
                + (y - above)
                    * ((1 - x + before) * at(digit, above + 1, before)
                        + (x - before) * at(digit, above + 1, before + 1));
        double full = Math.max(0, Math.min(1, (level - threshold) * sharpness + 0.5));
        int at = row * width + column;
        ink[at] = (float) Math.max(ink[at], level < 0.02 ? 0 : full);
      }
    }
  }

  private static double at(byte[] digit, int row, int column) {
    return row < 0 || row > 27 || column < 0 || column > 27
        ? 0
        : (digit[row * 28 + column] & 0xff) / 255.0;
  }

  /** The digits before and after, or one above, cut by the picture's edges. */
  private void neighbours(LabelledImages digits, double top, double left, double scale) {
    for (int side = -1; side <= 1; side += 2) {
      if (dice.chance(0.6)) {
        double away = dice.between(15, 24) * scale * side;
        double off = dice.bell(3) * scale;
        byte[] other = digits.image(dice.below(digits.count()));
        if (dice.chance(0.85)) {
          write(other, top + off, left + away, scale, dice.between(0.3, 0.6));
        } else {
          write(other, top + 1.3 * away, left + off, scale, dice.between(0.3, 0.6));
        }
      }
    }
  }

  /** Rules along some of the sides. */
  private void box(double scale) {
    double thickness = dice.between(0.3, 2.2) * scale;
    double strength = dice.between(0.2, 1);
    for (int side = 0; side < 4; side++) {
      if (dice.chance(0.55)) {
        boolean upright = side >= 2;
        int across = upright ? width : height;
        double in = dice.between(-0.03, 0.16) * across;
        double at = side % 2 == 0 ? in : across - in;
        rule(upright, at, dice.bell(0.025), thickness, strength);
      }
    }
  }

  private void rule(boolean upright, double at, double slope, double thickness, double strength) {
    int length = upright ? height : width;
    int across = upright ? width : height;
    for (int i = 0; i < length; i++) {
      double middle = at + slope * (i - length / 2.0);
      int from = (int) Math.floor(middle - thickness / 2 - 1);
      int to = (int) Math.ceil(middle + thickness / 2 + 1);
      for (int k = Math.max(0, from); k < Math.min(across, to); k++) {
        double inside = thickness / 2 + 0.5 - Math.abs(k + 0.5 - middle);
        int place = upright ? i * width + k : k * width + i;
        ink[place] = (float) Math.max(ink[place], strength * Math.max(0, Math.min(1, inside)));
      }
    }
  }

  /** Ink on paper, through a lens. */
  private BufferedImage picture() {
    int blurs = dice.below(4);
    int reach = dice.chance(0.3) ? 2 : 1;
    float[] seen = ink;
    for (int i = 0; i < blurs; i++) {
      seen = blurred(seen, Math.min(reach, Math.min(height, width) / 16));
    }
    double paper = dice.between(110, 250);
    double contrast = paper * dice.between(0.15, 0.95);
    double downwards = dice.bell(0.15) * paper;
    double sidewards = dice.bell(0.15) * paper;
    double grain = dice.uniform() * dice.uniform() * 0.08 * contrast;
    byte[] levels = new byte[seen.length];
    for (int row = 0, at = 0; row < height; row++) {
      for (int column = 0; column < width; column++, at++) {
        double light =
            paper
                + downwards * ((double) row / height - 0.5)
                + sidewards * ((double) column / width - 0.5);
        double level = light - contrast * seen[at] * light / paper + dice.bell(grain);
        levels[at] = (byte) Math.max(0, Math.min(255, Math.round(level)));
      }
    }
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setDataElements(0, 0, width, height, levels);
    return picture;
  }

  private float[] blurred(float[] levels, int reach) {
    float[] across = new float[levels.length];
    float[] down = new float[levels.length];
    float part = 1f / (2 * reach + 1);
    for (int at = 0; at < levels.length; at++) {
      int row = at / width;
      int column = at - row * width;
      float sum = 0;
      for (int k = -reach; k <= reach; k++) {
        sum += levels[row * width + Math.max(0, Math.min(width - 1, column + k))];
      }
      across[at] = sum * part;
    }
    for (int at = 0; at < levels.length; at++) {
      int row = at / width;
      int column = at - row * width;
      float sum = 0;
      for (int k = -reach; k <= reach; k++) {
        sum += across[Math.max(0, Math.min(height - 1, row + k)) * width + column];
      }
      down[at] = sum * part;
    }
    return down;
  }
}
