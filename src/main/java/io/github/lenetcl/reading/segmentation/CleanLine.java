package io.github.lenetcl.reading.segmentation;

import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.data.ink.InkImage;
import java.util.Arrays;
import java.util.List;

/**
 * The ink of a line without ruled lines and specks, brought to one size: {@value #HEIGHT} rows for
 * a digit, whatever the size of the picture.
 *
 * @param ink the line
 * @param blobs its connected pieces of ink
 * @param specks pieces that are too small to be a digit's and large enough for a mark
 * @param middle the row of the digits' middle
 * @param top where its first row is in the picture that it was made of, in pixels
 * @param left where its first column is
 * @param step pixels of that picture for one of this
 */
public record CleanLine(
    InkImage ink,
    List<Blob> blobs,
    List<Blob> specks,
    double middle,
    double top,
    double left,
    double step) {

  /**
   * Rows of a digit. More than the 20 of a normalised digit, so that small pictures are enlarged
   * and made smaller again, piece by piece, rather than blurred twice.
   */
  public static final int HEIGHT = 30;

  /** A blob is a speck if it is smaller both ways than this part of the highest one. */
  public static final double SPECK = 0.17;

  /** The same where points are looked for. */
  public static final double SPECK_BESIDE_POINTS = 0.07;

  /** Nothing is enlarged further than this. */
  private static final double FINEST = 0.25;

  /** Nor is any picture enlarged to more pixels than this. */
  private static final double MOST_PIXELS = 8_000_000;

  /** Empty pixels on all sides of the ink, for its faint edge. */
  private static final int MARGIN = 3;

  /**
   * Cleans a picture.
   *
   * @param picture a line of any size
   * @param speck which part of the highest blob's size makes a speck of another
   * @return its ink at one size
   */
  public static CleanLine of(InkImage picture, double speck) {
    return of(picture, speck, Hold.PLAIN);
  }

  /**
   * Cleans a picture. The digits' height is found twice, the second time at nearly the right size
   * and so finer.
   *
   * @param picture a line of any size
   * @param speck which part of the highest blob's size makes a speck of another
   * @param hold how to hold it then
   * @return its ink at one size
   */
  public static CleanLine of(InkImage picture, double speck, Hold hold) {
    InkImage ruled = RuledLine.find(picture).map(r -> r.removedFrom(picture)).orElse(picture);
    CleanLine rough = of(ruled, speck, 0, 0, 0, 1);
    CleanLine line = rough.resized(ruled, speck, 0).resized(ruled, speck, hold.shift());
    return hold.slant() == 0 ? line : line.slanted(hold.slant(), speck);
  }

  /** Returns the ink of a picture, which this was made of, at a better size. */
  private CleanLine resized(InkImage picture, double speck, double shift) {
    if (blobs.isEmpty()) {
      return this;
    }
    Extent box = blobs.stream().map(Blob::extent).reduce(Extent::with).orElseThrow();
    DigitRows rows = DigitRows.of(ink, blobs, box);
    double pixels = step * step * box.height() * box.width();
    double finest = Math.max(FINEST, Math.sqrt(pixels / MOST_PIXELS));
    double better = Math.max(finest, step * rows.height() / HEIGHT);
    double newTop = top + step * box.top() - (MARGIN + shift) * better;
    double newLeft = left + step * box.left() - (MARGIN + shift) * better;
    int room = 2 * MARGIN + (int) Math.ceil(shift);
    int height = (int) Math.ceil(step * box.height() / better) + room;
    int width = (int) Math.ceil(step * box.width() / better) + room;
    InkImage ink = picture.resampled(newTop, newLeft, better, height, width);
    double newMiddle = (top + step * rows.middle() - newTop) / better;
    return of(ink, speck, newMiddle, newTop, newLeft, better);
  }

  /** Places of the result are those of the middle row. */
  private CleanLine slanted(double slant, double speck) {
    InkImage slanted = ink.slanted(slant);
    double newLeft = left - step * (slanted.width() - ink.width()) / 2;
    return of(slanted, speck, middle, top, newLeft, step);
  }

  private static CleanLine of(
      InkImage ink, double speck, double middle, double top, double left, double step) {
    List<Blob> all = Blob.of(ink);
    int highest = all.stream().mapToInt(blob -> blob.extent().height()).max().orElse(0);
    List<Blob> blobs = all.stream().filter(blob -> isLarger(blob, speck * highest)).toList();
    List<Blob> specks =
        all.stream()
            .filter(blob -> !isLarger(blob, speck * highest))
            .filter(blob -> isLarger(blob, SPECK_BESIDE_POINTS * highest))
            .toList();
    return new CleanLine(ink, blobs, specks, middle, top, left, step);
  }

  private static boolean isLarger(Blob blob, double size) {
    return blob.extent().height() > size || blob.extent().width() > size;
  }

  /**
   * Finds a place again.
   *
   * @param box a rectangle of this line
   * @return where it is in the picture that the line was made of
   */
  public Extent inPicture(Extent box) {
    return new Extent(
        (int) Math.max(0, Math.round(top + step * box.top())),
        (int) Math.max(0, Math.round(left + step * box.left())),
        (int) Math.max(1, Math.round(top + step * box.bottom())),
        (int) Math.max(1, Math.round(left + step * box.right())));
  }

  /**
   * Gives each pixel of ink, and the faint pixels about it, to a blob: its index, or −1 where there
   * is none.
   */
  int[] owners() {
    int[] owners = new int[ink.levels().length];
    Arrays.fill(owners, -1);
    int[] edge = new int[owners.length];
    int count = 0;
    for (int i = 0; i < blobs.size(); i++) {
      for (int pixel : blobs.get(i).pixels()) {
        owners[pixel] = i;
        edge[count++] = pixel;
      }
    }
    int from = 0;
    for (int ring = 0; ring < MARGIN; ring++) {
      int to = count;
      for (int i = from; i < to; i++) {
        count = grow(edge[i], owners, edge, count);
      }
      from = to;
    }
    return owners;
  }

  /** Gives a pixel's faint neighbours to its owner; returns how many have one now. */
  private int grow(int pixel, int[] owners, int[] edge, int count) {
    int width = ink.width();
    int row = pixel / width;
    int column = pixel % width;
    int grown = count;
    for (int r = Math.max(0, row - 1); r <= Math.min(ink.height() - 1, row + 1); r++) {
      for (int c = Math.max(0, column - 1); c <= Math.min(width - 1, column + 1); c++) {
        int at = r * width + c;
        if (owners[at] < 0 && ink.levels()[at] != 0) {
          owners[at] = owners[pixel];
          edge[grown++] = at;
        }
      }
    }
    return grown;
  }
}
