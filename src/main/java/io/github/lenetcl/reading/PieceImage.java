package io.github.lenetcl.reading;

import io.github.lenetcl.data.DigitImage;
import io.github.lenetcl.data.Extent;
import io.github.lenetcl.data.InkImage;
import java.util.Arrays;

/**
 * Makes of pieces of a line what MNIST's digits are, as {@link DigitImage} does of whole pictures:
 * the larger side 20 pixels, the centre of mass in the middle. Two things differ: the centre of
 * mass is brought there exactly, not by whole pixels, and what is much lower than a digit of the
 * line is not enlarged to its height, so that a fragment does not look like a digit.
 *
 * <p>Keeps arrays for its work: for one thread.
 */
final class PieceImage {

  private static final int SIDE = DigitImage.SIDE;
  private static final double BOX = 20;

  /** Where the centre of mass of MNIST's digits is: in the middle of pixel 14. */
  private static final double CENTRE = 14.5;

  /** A piece is taken for at least this part of a digit's height. */
  private static final double LEAST_SIDE = 0.7 * CleanLine.HEIGHT;

  /** Pixels of the line about a piece's ink, for its faint edge. */
  private static final int FRINGE = 2;

  /** This part of the ink, the darkest, is stretched to 255. */
  private static final double FULL_PART = 0.1;

  private final InkImage ink;
  private final int[] owners;
  private final float[] sheet = new float[(SIDE + 1) * (SIDE + 1)];
  private final float[] across = new float[SIDE + 1];
  private final int[] histogram = new int[256];
  private int top;
  private int left;
  private int bottom;
  private int right;

  /** Makes ready for the pieces of a line. */
  PieceImage(Segmentation line) {
    this.ink = line.line().ink();
    this.owners = line.owners();
  }

  /**
   * Draws a piece.
   *
   * @param to images of {@value #SIDE}×{@value #SIDE} levels
   * @param at where in them this one begins
   */
  void draw(Piece piece, byte[] to, int at) {
    Extent extent = piece.extent();
    top = Math.max(0, extent.top() - FRINGE);
    left = Math.max(0, extent.left() - FRINGE);
    bottom = Math.min(ink.height(), extent.bottom() + FRINGE);
    right = Math.min(ink.width(), extent.right() + FRINGE);
    double side = Math.max(LEAST_SIDE, Math.max(extent.height(), extent.width()));
    resample(piece, (float) (side / BOX));
    int full = full();
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        int level = Math.round(sheet[row * (SIDE + 1) + column] * 255 / full);
        to[at + row * SIDE + column] = (byte) Math.min(255, level);
      }
    }
  }

  private int level(Piece piece, int row, int column) {
    int pixel = row * ink.width() + column;
    int owner = owners[pixel];
    return owner >= piece.first() && owner <= piece.last() ? ink.levels()[pixel] & 0xff : 0;
  }

  /** Each pixel of the piece gives its ink to the two rows and columns of the sheet it lies in. */
  private void resample(Piece piece, float step) {
    long mass = 0;
    long x = 0;
    long y = 0;
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        int level = level(piece, row, column);
        mass += level;
        x += (long) level * column;
        y += (long) level * row;
      }
    }
    float firstRow =
        start((float) y / mass + 0.5f, piece.extent().top(), piece.extent().bottom(), step);
    float firstColumn =
        start((float) x / mass + 0.5f, piece.extent().left(), piece.extent().right(), step);
    float share = 1 / (step * step);
    Arrays.fill(sheet, 0);
    for (int row = top; row < bottom; row++) {
      float y0 = (row - firstRow) / step;
      float y1 = (row + 1 - firstRow) / step;
      int line = (int) Math.floor(y0);
      if (line < 0 || line >= SIDE) {
        continue;
      }
      Arrays.fill(across, 0);
      for (int column = left; column < right; column++) {
        int level = level(piece, row, column);
        float x0 = (column - firstColumn) / step;
        if (level != 0 && x0 >= 0 && x0 < SIDE) {
          float x1 = (column + 1 - firstColumn) / step;
          int cell = (int) x0;
          float within = Math.min(x1, cell + 1) - x0;
          across[cell] += level * within * step;
          across[cell + 1] += level * (x1 - x0 - within) * step;
        }
      }
      float within = (Math.min(y1, line + 1) - y0) * step * share;
      float beyond = (y1 - y0) * step * share - within;
      int from = line * (SIDE + 1);
      for (int cell = 0; cell < SIDE; cell++) {
        sheet[from + cell] += across[cell] * within;
        sheet[from + SIDE + 1 + cell] += across[cell] * beyond;
      }
    }
  }

  /** Where the sheet begins, so that the centre is in its middle but no ink outside. */
  private static float start(float centre, int from, int to, float step) {
    float start = centre - (float) CENTRE * step;
    float latest = from;
    float earliest = to - SIDE * step;
    return Math.max(earliest, Math.min(latest, start));
  }

  /** The level that the fullest part of the ink reaches. */
  private int full() {
    float most = 1;
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        most = Math.max(most, sheet[row * (SIDE + 1) + column]);
      }
    }
    int least = Math.max(1, (int) Math.ceil(most / 50));
    Arrays.fill(histogram, 0);
    int inked = 0;
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        int level = (int) Math.min(255, sheet[row * (SIDE + 1) + column]);
        histogram[level]++;
        inked += level >= least ? 1 : 0;
      }
    }
    int fuller = (int) (FULL_PART * inked);
    int level = 255;
    for (int seen = histogram[255]; seen <= fuller && level > 1; seen += histogram[level]) {
      level--;
    }
    return level;
  }
}
