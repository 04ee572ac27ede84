package io.github.lenetcl.reading.segmentation;

import java.util.Arrays;

/**
 * A cut through a blob from its top to its bottom.
 *
 * @param columns for each row of the blob's extent the first column right of the cut
 * @param ink how much ink it crosses, in pixels of full ink
 */
public record Cut(int[] columns, double ink) {

  @Override
  public boolean equals(Object other) {
    return other instanceof Cut that && Arrays.equals(columns, that.columns) && ink == that.ink;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(columns);
  }
}
