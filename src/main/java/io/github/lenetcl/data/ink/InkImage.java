package io.github.lenetcl.data.ink;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Objects;

/**
 * A picture as ink on paper: 0 where there is nothing, 255 where the ink is fullest, whatever the
 * colours were. This is the common ground of single digits ({@link DigitImage}) and of lines of
 * them.
 *
 * @param height rows
 * @param width columns
 * @param levels unsigned bytes, row by row; not copied, not to be written to
 */
public record InkImage(int height, int width, byte[] levels) {
  /** A picture whose ink differs less from the paper than this, of 255, is blank. */
  static final int LEAST_CONTRAST = 16;

  /** Checks that the bytes are as many as the size asks for. */
  public InkImage {
    Objects.requireNonNull(levels, "levels");
    if (height < 1 || width < 1 || levels.length != (long) height * width) {
      throw new IllegalArgumentException(
          levels.length + " levels for " + height + "×" + width + " pixels");
    }
  }

  /**
   * Finds the ink of a picture: what differs from the paper around it, so that it does not matter
   * which of the two is darker, nor what colours they have, nor how the light falls; transparent
   * parts are paper. Levels are stretched so that noise of the paper becomes 0 and full ink 255,
   * each stroke by what is full ink in it, so that a pale pen is seen beside a blot.
   *
   * @param picture any picture; one of more than 4 million pixels is made smaller by a whole factor
   * @return its ink, all 0 if the picture is blank or nothing but noise
   */
  public static InkImage of(BufferedImage picture) {
    return Inking.evened(Inking.raw(Pixels.of(picture)));
  }

  /**
   * {@return this line of digits without the rules around it, such as the box of a form or a table:
   * straight strokes along the sides of the picture that go on where the digits end}
   */
  public InkImage withoutRules() {
    return Rules.removedAround(Frame.removed(this));
  }

  /**
   * One pixel.
   *
   * @param row its row, from 0 at the top
   * @param column its column, from 0 at the left
   * @return its level, 0 to 255
   */
  public int level(int row, int column) {
    return levels[row * width + column] & 0xff;
  }

  /** {@return whether there is no ink at all} */
  public boolean isBlank() {
    for (byte level : levels) {
      if (level != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@return a part of this at another size; beyond the picture there is no ink}
   *
   * @param top where its first row begins, in pixels of this
   * @param left where its first column begins
   * @param step pixels of this for one of the result, above 0
   * @param height rows of the result
   * @param width columns of the result
   */
  public InkImage resampled(double top, double left, double step, int height, int width) {
    Resampling columns = Resampling.of(left, step, width, this.width);
    Resampling rows = Resampling.of(top, step, height, this.height);
    float[] picture = Resampling.both(this, rows, columns);
    byte[] result = new byte[picture.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (byte) Math.round(picture[i]);
    }
    return new InkImage(height, width, result);
  }

  /**
   * {@return this slanted about its middle row, on paper that is wide enough for it}
   *
   * @param slant columns to the right for each row down; negative slants the other way
   */
  public InkImage slanted(double slant) {
    int margin = (int) Math.ceil(Math.abs(slant) * height / 2);
    int wide = width + 2 * margin;
    byte[] slanted = new byte[Math.multiplyExact(height, wide)];
    for (int row = 0; row < height; row++) {
      double shift = margin + slant * (row + 0.5 - height / 2.0);
      int whole = (int) Math.floor(shift);
      double rest = shift - whole;
      for (int column = Math.max(0, whole); column <= Math.min(wide - 1, whole + width); column++) {
        double own = column < whole + width ? (1 - rest) * level(row, column - whole) : 0;
        double before = column > whole ? rest * level(row, column - whole - 1) : 0;
        slanted[row * wide + column] = (byte) Math.round(own + before);
      }
    }
    return new InkImage(height, wide, slanted);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InkImage that
        && height == that.height
        && width == that.width
        && Arrays.equals(levels, that.levels);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * height + width) + Arrays.hashCode(levels);
  }

  @Override
  public String toString() {
    return "ink of " + height + "×" + width;
  }
}
