package io.github.lenetcl.reading.segmentation;

import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.data.ink.InkImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A connected piece of ink.
 *
 * @param pixels the places of its pixels in the picture, in rising order
 * @param width columns of that picture
 * @param extent the rectangle around them
 */
public record Blob(int[] pixels, int width, Extent extent) {

  /** From this level on a pixel is ink that connects, as it is for the extent of a digit. */
  static final int INK = 80;

  /** Finds all connected pieces, pixels that meet at a corner included, from the top. */
  static List<Blob> of(InkImage ink) {
    boolean[] seen = new boolean[ink.levels().length];
    int[] pending = new int[seen.length];
    List<Blob> blobs = new ArrayList<>();
    for (int start = 0; start < seen.length; start++) {
      if (!seen[start] && (ink.levels()[start] & 0xff) >= INK) {
        int count = collect(ink, start, seen, pending);
        int[] pixels = Arrays.copyOf(pending, count);
        Arrays.sort(pixels);
        blobs.add(of(pixels, ink.width()));
      }
    }
    return blobs;
  }

  /** Makes a blob of places in a picture of that width. */
  static Blob of(int[] pixels, int width) {
    int left = Integer.MAX_VALUE;
    int right = 0;
    for (int pixel : pixels) {
      left = Math.min(left, pixel % width);
      right = Math.max(right, pixel % width + 1);
    }
    int top = pixels[0] / width;
    int bottom = pixels[pixels.length - 1] / width + 1;
    return new Blob(pixels, width, new Extent(top, left, bottom, right));
  }

  /**
   * {@return its ink, in pixels of full ink}
   *
   * @param ink the picture
   */
  public double mass(InkImage ink) {
    double mass = 0;
    for (int pixel : pixels) {
      mass += ink.levels()[pixel] & 0xff;
    }
    return mass / 255;
  }

  private static int collect(InkImage ink, int start, boolean[] seen, int[] pending) {
    int count = 0;
    pending[count++] = start;
    seen[start] = true;
    for (int next = 0; next < count; next++) {
      int row = pending[next] / ink.width();
      int column = pending[next] % ink.width();
      for (int r = Math.max(0, row - 1); r <= Math.min(ink.height() - 1, row + 1); r++) {
        for (int c = Math.max(0, column - 1); c <= Math.min(ink.width() - 1, column + 1); c++) {
          int at = r * ink.width() + c;
          if (!seen[at] && (ink.levels()[at] & 0xff) >= INK) {
            seen[at] = true;
            pending[count++] = at;
          }
        }
      }
    }
    return count;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Blob that && Arrays.equals(pixels, that.pixels);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(pixels);
  }
}
