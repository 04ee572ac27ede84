package io.github.lenetcl.reading.segmentation;

import java.util.List;

/**
 * A way to hold a line, once it is brought to size, while it is cut. Slanted or shifted it is cut
 * elsewhere and its pieces look otherwise, so that what only one way of cutting suggests can be
 * outvoted. It is held so at the size that all lines are brought to, so that a larger picture of
 * the same line is held in the same ways.
 *
 * @param slant columns to the right for each row down, about the middle row
 * @param shift rows and columns that the ink lies farther from the first ones, 0 to 1
 */
public record Hold(double slant, double shift) {

  /** As it is. */
  public static final Hold PLAIN = new Hold(0, 0);

  /** The ways to hold a line, of use in this order; the first is {@link #PLAIN}. */
  public static final List<Hold> ALL =
      List.of(
          PLAIN,
          new Hold(0.12, 0),
          new Hold(-0.12, 0),
          new Hold(0, 0.5),
          new Hold(0.12, 0.5),
          new Hold(-0.12, 0.5));
}
