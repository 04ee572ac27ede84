package io.github.lenetcl.data.ink;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Optional;

/**
 * Makes of any picture of a digit what MNIST's digits are: 28×28 grey pixels, ink light on a dark
 * ground, the digit fitted into 20×20 in its own proportions and its centre of mass in the middle
 * (LeCun et al. 1998, Section III.A).
 */
public final class DigitImage {
  /** Rows and columns of a normalised digit. */
  public static final int SIDE = 28;

  static final int BOX = 20;

  /** Pixels kept around the box for the faint edge of the ink. */
  private static final int FRINGE = 2;

  private static final int SHEET = BOX + 2 * FRINGE;

  /** What belongs to the digit's extent; MNIST's digits measure 20 at this level. */
  private static final int EXTENT_LEVEL = 80;

  /** This part of the ink, the darkest, is stretched to 255. */
  private static final double FULL_PART = 0.1;

  /** The same for a picture by itself, which has no set that tells what it is. */
  private static final int FITTED_ALONE = 1;

  private static final double CENTRED_ALONE = 1;

  /** Full ink of such a picture is no less. */
  private static final int FULL_ALONE = 200;

  /** By how many pixels a digit that counts as normalised may miss the box … */
  private static final int FITTED = 2;

  /** … and the middle. */
  private static final double CENTRED = 1.6;

  private DigitImage() {}

  /**
   * Normalises a picture of one digit.
   *
   * @param picture dark on light or light on dark, of any size and colour
   * @return 28×28 unsigned bytes, row by row, 0 for the ground and 255 for ink; nothing if the
   *     picture is blank
   */
  public static Optional<byte[]> normalise(BufferedImage picture) {
    return normalise(Pixels.of(picture));
  }

  /**
   * Normalises the pixels of a picture of one digit.
   *
   * @param pixels dark on light or light on dark
   * @return as of a picture
   */
  public static Optional<byte[]> normalise(Pixels pixels) {
    Optional<byte[]> already = already(pixels);
    return already.isPresent() ? already : sought(pixels);
  }

  /**
   * The levels of a picture that is a normalised digit to the pixel, dark on light or light on
   * dark, with not a trace of grain around it: that is what sets of digits look like that people
   * keep as pictures, and there is nothing to look for.
   */
  private static Optional<byte[]> already(Pixels pixels) {
    if (pixels.height() != SIDE || pixels.width() != SIDE || !pixels.isGrey()) {
      return Optional.empty();
    }
    byte[] levels = pixels.channel(0).clone();
    byte ground = levels[0];
    for (int i = 0; i < SIDE; i++) {
      boolean plain =
          levels[i] == ground
              && levels[levels.length - 1 - i] == ground
              && levels[i * SIDE] == ground
              && levels[i * SIDE + SIDE - 1] == ground;
      if (!plain) {
        return Optional.empty();
      }
    }
    if (ground == (byte) 255) {
      for (int i = 0; i < levels.length; i++) {
        levels[i] = (byte) ~levels[i];
      }
    } else if (ground != 0) {
      return Optional.empty();
    }
    int fullest = 0;
    for (byte level : levels) {
      fullest = Math.max(fullest, level & 0xff);
    }
    return fullest >= FULL_ALONE && isNormalised(levels, FITTED_ALONE, CENTRED_ALONE)
        ? Optional.of(levels)
        : Optional.empty();
  }

  private static Optional<byte[]> sought(Pixels pixels) {
    InkImage ink = Inking.evened(Inking.raw(pixels));
    InkImage without = Rules.removed(ink);
    return normalise(Foreground.of(without == ink ? ink : Inking.evened(without)));
  }

  /**
   * Normalises the ink of one digit, all of it: speckle is not looked for.
   *
   * @param ink the ink, of any size
   * @return 28×28 unsigned bytes, row by row, 0 for the ground and 255 for ink; nothing if there is
   *     no ink
   */
  public static Optional<byte[]> normalise(InkImage ink) {
    return Extent.of(ink.levels(), ink.width(), EXTENT_LEVEL).map(extent -> digit(ink, extent));
  }

  /**
   * {@return whether 28×28 levels are those of a normalised digit: nothing along the border, the
   * ink 20 pixels the longer way, its centre of mass in the middle, each within what different
   * rounding does}
   *
   * @param levels unsigned bytes, row by row, 0 for the ground and 255 for ink
   */
  public static boolean isNormalised(byte[] levels) {
    return isNormalised(levels, FITTED, CENTRED);
  }

  private static boolean isNormalised(byte[] levels, int fitted, double centred) {
    Optional<Extent> extent = Extent.of(levels, SIDE, EXTENT_LEVEL);
    if (extent.isEmpty()) {
      return false;
    }
    int sum = 0;
    int across = 0;
    int down = 0;
    int border = 0;
    for (int row = 0, at = 0; row < SIDE; row++) {
      int before = sum;
      for (int column = 0; column < SIDE; column++, at++) {
        int level = levels[at] & 0xff;
        sum += level;
        across += level * (2 * column + 1);
      }
      down += (sum - before) * (2 * row + 1);
      border = Math.max(border, Math.max(levels[at - SIDE] & 0xff, levels[at - 1] & 0xff));
      border = Math.max(border, levels[row] & 0xff);
      border = Math.max(border, levels[levels.length - 1 - row] & 0xff);
    }
    double mass = sum;
    double x = across / 2.0;
    double y = down / 2.0;
    int longer = Math.max(extent.get().height(), extent.get().width());
    return border < EXTENT_LEVEL
        && Math.abs(longer - BOX) <= fitted
        && Math.abs(x / mass - SIDE / 2.0) <= centred
        && Math.abs(y / mass - SIDE / 2.0) <= centred;
  }

  private static byte[] digit(InkImage ink, Extent extent) {
    double step = Math.max(extent.height(), extent.width()) / (double) BOX;
    Resampling columns = resampling(extent.left(), extent.right(), step, ink.width());
    Resampling rows = resampling(extent.top(), extent.bottom(), step, ink.height());
    float[] sheet = Resampling.both(ink, rows, columns);
    stretch(sheet);
    return centre(sheet);
  }

  /** Puts the extent of the digit into the middle of the sheet, by whole pixels. */
  private static Resampling resampling(int from, int to, double step, int inputs) {
    int before = FRINGE + (int) ((BOX - (to - from) / step) / 2);
    return Resampling.of(from - before * step, step, SHEET, inputs);
  }

  /** Raises the levels until the fullest part of the ink is at 255. */
  private static void stretch(float[] sheet) {
    float full = full(sheet);
    for (int i = 0; i < sheet.length; i++) {
      sheet[i] = Math.min(255, sheet[i] * 255 / full);
    }
  }

  /** The level that the fullest part of the ink reaches. */
  private static float full(float[] sheet) {
    float[] some = new float[sheet.length]; // levels above 0, which most are not
    int inked = 0;
    for (float level : sheet) {
      some[inked] = level;
      inked += level > 0 ? 1 : 0;
    }
    float fullest = 0;
    for (int i = 0; i < inked; i++) {
      fullest = some[i] > fullest ? some[i] : fullest;
    }
    int[] quarters = new int[4 * 256]; // how many have each level, but for the rest of a quarter
    quarters[0] = sheet.length - inked;
    int count = 0;
    for (int i = 0; i < inked; i++) {
      quarters[(int) (4 * some[i])]++;
      count += some[i] < fullest / 50 ? 0 : 1;
    }
    int fuller = sheet.length - 1 - (int) (sheet.length - 1 - FULL_PART * count);
    int at = quarters.length - 1;
    for (; fuller >= quarters[at]; at--) {
      fuller -= quarters[at];
    }
    float[] alike = new float[quarters[at]];
    int found = 0;
    for (int i = 0; i < inked; i++) {
      if ((int) (4 * some[i]) == at) {
        alike[found++] = some[i];
      }
    }
    Arrays.sort(alike); // where it is 0 that is meant, the rest of them are there

    return alike[alike.length - 1 - fuller];
  }

  /** Moves the sheet by whole pixels until its centre of mass is in pixel (14, 14). */
  private static byte[] centre(float[] sheet) {
    CentreOfMass centre = CentreOfMass.of(sheet, SHEET);
    int right = shift(centre.x());
    int down = shift(centre.y());
    byte[] digit = new byte[SIDE * SIDE];
    for (int row = Math.max(0, down); row < Math.min(SIDE, SHEET + down); row++) {
      for (int column = Math.max(0, right); column < Math.min(SIDE, SHEET + right); column++) {
        float level = sheet[(row - down) * SHEET + column - right];
        digit[row * SIDE + column] = (byte) (int) (level + 0.5); // rounded, half up
      }
    }
    return digit;
  }

  /** The shift that centres the mass, but never moves the box out of the frame. */
  private static int shift(double centre) {
    int shift = SIDE / 2 - (int) Math.floor(centre);
    return Math.max(-FRINGE, Math.min(SIDE - BOX - FRINGE, shift));
  }
}
