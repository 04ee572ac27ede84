package io.github.lenetcl.reading.segmentation;

import io.github.lenetcl.data.ink.Extent;

/**
 * The ink between two neighbouring cuts of a blob, or a whole blob.
 *
 * @param blob the blob's index
 * @param slice which of the blob's parts it is, from the left
 * @param extent the rectangle around its pixels that are ink
 * @param mass its ink, in pixels of full ink
 * @param leftInk the ink that was cut through on its left, 0 where it is the blob's end
 * @param rightInk the same on its right
 */
public record Part(
    int blob, int slice, Extent extent, double mass, double leftInk, double rightInk) {

  /** {@return whether it is not all of its blob} */
  public boolean isCut() {
    return leftInk > 0 || rightInk > 0;
  }

  /** {@return twice the column of its middle} */
  public int centre() {
    return extent.left() + extent.right();
  }
}
