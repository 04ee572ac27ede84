package io.github.lenetcl.reading.segmentation;

import io.github.lenetcl.data.ink.InkImage;
import java.util.Arrays;

/**
 * The ink of a line's parts without the paper between: pixel after pixel, row after row, so that
 * who draws pieces of the line looks at ink only.
 */
final class PartInk {

  private final int width;

  /** How many pixels of ink there are before each pixel of the line, and in all. */
  private final int[] before;

  private final int[] columns;
  private final int[] parts;
  private final int[] levels;

  /** Of each part the sum of its levels, and of levels times columns and rows. */
  private final long[] mass;

  private final long[] across;
  private final long[] down;

  PartInk(Segmentation line) {
    InkImage ink = line.line().ink();
    int[] owners = line.owners();
    width = ink.width();
    before = new int[owners.length + 1];
    columns = new int[owners.length];
    parts = new int[owners.length];
    levels = new int[owners.length];
    mass = new long[line.parts().size()];
    across = new long[mass.length];
    down = new long[mass.length];
    int count = 0;
    for (int pixel = 0; pixel < owners.length; pixel++) {
      before[pixel] = count;
      int part = owners[pixel];
      if (part >= 0) {
        int level = ink.levels()[pixel] & 0xff;
        columns[count] = pixel % width;
        parts[count] = part;
        levels[count++] = level;
        mass[part] += level;
        across[part] += (long) level * (pixel % width);
        down[part] += (long) level * (pixel / width);
      }
    }
    before[owners.length] = count;
  }

  /** The first pixel of ink from a place of the line on. */
  int from(int row, int column) {
    return before[row * width + column];
  }

  int column(int pixel) {
    return columns[pixel];
  }

  int part(int pixel) {
    return parts[pixel];
  }

  int level(int pixel) {
    return levels[pixel];
  }

  /** The row of a piece's centre of mass. */
  float centreRow(Piece piece) {
    return (float) sum(down, piece) / sum(mass, piece) + 0.5f;
  }

  /** The column of a piece's centre of mass. */
  float centreColumn(Piece piece) {
    return (float) sum(across, piece) / sum(mass, piece) + 0.5f;
  }

  private static long sum(long[] of, Piece piece) {
    return Arrays.stream(of, piece.first(), piece.last() + 1).sum();
  }
}
