package io.github.lenetcl.reading;

import io.github.lenetcl.data.Extent;
import java.util.Arrays;

/**
 * The ink between two neighbouring cuts of a blob, or a whole blob.
 *
 * @param blob the blob's index
 * @param slice which of the blob's parts it is, from the left
 * @param pixels the places of its pixels
 * @param extent the rectangle around those that are ink
 * @param mass its ink, in pixels of full ink
 * @param leftInk the ink that was cut through on its left, 0 where it is the blob's end
 * @param rightInk the same on its right
 */
record Part(
    int blob,
    int slice,
    int[] pixels,
    Extent extent,
    double mass,
    double leftInk,
    double rightInk) {

  /** Twice the column of its middle. */
  int centre() {
    return extent.left() + extent.right();
  }

  /** This as the last of its blob. */
  Part asLast() {
    return new Part(blob, slice, pixels, extent, mass, leftInk, 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Part that && Arrays.equals(pixels, that.pixels);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(pixels);
  }
}
