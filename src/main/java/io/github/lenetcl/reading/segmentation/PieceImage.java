package io.github.lenetcl.reading.segmentation;

import io.github.lenetcl.data.ink.DigitImage;
import io.github.lenetcl.data.ink.Extent;
import java.util.Arrays;
import java.util.List;

/**
 * Makes of pieces of a line what MNIST's digits are, as {@link DigitImage} does of whole pictures:
 * the larger side 20 pixels, the centre of mass in the middle. Two things differ: the centre of
 * mass is brought there exactly, not by whole pixels, and what is much lower than a digit of the
 * line is not enlarged to its height, so that a fragment does not look like a digit.
 *
 * <p>Ink of the same blobs that is not the piece's own may be shown too, fainter; it has no say in
 * the size, the place and the darkness.
 *
 * <p>Keeps arrays for its work: for one thread.
 */
public final class PieceImage {

  private static final int SIDE = DigitImage.SIDE;
  private static final double BOX = 20;

  /** Where the centre of mass of MNIST's digits is: in the middle of pixel 14. */
  private static final double CENTRE = 14.5;

  /** A piece is taken for at least this part of a digit's height. */
  private static final double LEAST_SIDE = 0.7 * CleanLine.HEIGHT;

  /** This part of the ink, the darkest, is stretched to 255. */
  private static final double FULL_PART = 0.1;

  private final int height;
  private final int width;
  private final PartInk ink;
  private final List<Part> parts;
  private final float beside;

  /** Of each part, whether it hangs together with the piece that is drawn. */
  private final boolean[] shown;

  private final boolean[] blobs;

  /** The piece's ink on a sheet that has a row and a column too many. */
  private final float[] own = new float[(SIDE + 1) * (SIDE + 1)];

  /** The ink beside it on such a sheet. */
  private final float[] other = new float[(SIDE + 1) * (SIDE + 1)];

  /**
   * For each column of the line the sheet's column where it begins, and how much of it is there.
   */
  private final int[] cell;

  private final float[] within;
  private final int[] histogram = new int[256];

  /**
   * Makes ready for the pieces of a line.
   *
   * @param line the line
   * @param beside how dark the ink is shown that hangs together with a piece: 0 is not at all
   */
  public PieceImage(Segmentation line, float beside) {
    this.height = line.line().ink().height();
    this.width = line.line().ink().width();
    this.ink = new PartInk(line);
    this.parts = line.parts();
    this.shown = new boolean[parts.size()];
    this.blobs = new boolean[line.line().blobs().size()];
    this.beside = beside;
    this.cell = new int[width];
    this.within = new float[width];
  }

  /**
   * Draws a piece.
   *
   * @param piece a piece of the line
   * @param to images of {@value #SIDE}×{@value #SIDE} levels
   * @param at where in them this one begins
   */
  public void draw(Piece piece, byte[] to, int at) {
    findShown(piece);
    Extent extent = piece.extent();
    double side = Math.max(LEAST_SIDE, Math.max(extent.height(), extent.width()));
    resample(piece, (float) (side / BOX));
    float stretch = 255f / full();
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        int from = row * (SIDE + 1) + column;
        int level = (int) ((own[from] + beside * other[from]) * stretch + 0.5f);
        to[at + row * SIDE + column] = (byte) Math.min(255, level);
      }
    }
  }

  private void findShown(Piece piece) {
    Arrays.fill(blobs, false);
    for (int part = piece.first(); part <= piece.last(); part++) {
      blobs[parts.get(part).blob()] = true;
    }
    for (int part = 0; part < shown.length; part++) {
      boolean own = part >= piece.first() && part <= piece.last();
      shown[part] = own || beside > 0 && blobs[parts.get(part).blob()];
    }
  }

  /** Each pixel gives its ink to the two rows and columns of the sheet it lies in. */
  private void resample(Piece piece, float step) {
    Extent extent = piece.extent();
    float firstRow = start(ink.centreRow(piece), extent.top(), extent.bottom(), step);
    float firstColumn = start(ink.centreColumn(piece), extent.left(), extent.right(), step);
    int top = (int) Math.max(0, Math.ceil(firstRow));
    int left = (int) Math.max(0, Math.ceil(firstColumn));
    int bottom = (int) Math.min(height, Math.ceil(firstRow + SIDE * step));
    int right = (int) Math.min(width, Math.ceil(firstColumn + SIDE * step));
    for (int column = left; column < right; column++) {
      float x0 = (column - firstColumn) / step;
      cell[column] = Math.min(SIDE - 1, (int) x0);
      within[column] = Math.max(0, Math.min(1, (cell[column] + 1 - x0) * step));
    }
    Arrays.fill(own, 0);
    Arrays.fill(other, 0);
    float share = 1 / (step * step);
    for (int row = top; row < bottom; row++) {
      float y0 = (row - firstRow) / step;
      int line = Math.min(SIDE - 1, (int) y0);
      float inside = Math.max(0, Math.min(1, (line + 1 - y0) * step)) * share;
      int first = ink.from(row, left);
      int last = right < width ? ink.from(row, right) : ink.from(row + 1, 0);
      add(piece, first, last, line * (SIDE + 1), inside, share - inside);
    }
  }

  /** Adds pixels of a row to two rows of the sheet. */
  private void add(Piece piece, int first, int last, int at, float inside, float beyond) {
    for (int pixel = first; pixel < last; pixel++) {
      int part = ink.part(pixel);
      if (shown[part]) {
        float[] sheet = part >= piece.first() && part <= piece.last() ? own : other;
        int column = ink.column(pixel);
        int to = at + cell[column];
        float near = ink.level(pixel) * within[column];
        float far = ink.level(pixel) - near;
        sheet[to] += near * inside;
        sheet[to + 1] += far * inside;
        sheet[to + SIDE + 1] += near * beyond;
        sheet[to + SIDE + 2] += far * beyond;
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
        most = Math.max(most, own[row * (SIDE + 1) + column]);
      }
    }
    float least = Math.max(1, (float) Math.ceil(most / 50));
    Arrays.fill(histogram, 0);
    int inked = 0;
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        float level = own[row * (SIDE + 1) + column];
        if (level >= least) {
          histogram[(int) Math.min(255, level)]++;
          inked++;
        }
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
