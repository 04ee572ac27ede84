package io.github.lenetcl.reading.segmentation;

import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.data.ink.InkImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A line cut into more parts than it has digits (heuristic over-segmentation, Section V-B), and the
 * pieces made of one to a few neighbouring parts.
 *
 * @param line the line
 * @param cuts the cuts through each blob
 * @param parts the parts from the left to the right
 * @param owners for each pixel of the line the index of its part, or −1
 * @param pieces what may be a digit, by their first parts and then by their last
 */
public record Segmentation(
    CleanLine line, List<List<Cut>> cuts, List<Part> parts, int[] owners, List<Piece> pieces) {

  /** How near cuts may be to each other for more of them than needed, by the digits' height. */
  public static final double CLOSE = 0.1;

  /** The same for few more cuts than needed. */
  public static final double FAR = 0.3;

  /** A piece has at most so many parts. */
  private static final int MOST_PARTS = 14;

  /** What has more parts is hundreds of digits, or a picture of something else. */
  private static final int MOST_PARTS_OF_LINE = 3000;

  /** A blob that is lower than this, by the height of the digits, and wider than it is high … */
  private static final double FLAT = 0.3;

  /** … by this factor is one stroke, such as a dash, and no digits side by side. */
  private static final double LONG = 2;

  /** A piece is at most this wide, by the height of the digits, if it has several parts. */
  private static final double WIDEST = 1.3;

  /** A piece has no gap wider than this, by the height of the digits. */
  private static final double WIDEST_GAP = 0.4;

  /**
   * Cuts a line of digits more often than needed.
   *
   * @param ink the line
   * @return its parts and pieces
   */
  public static Segmentation of(InkImage ink) {
    return of(CleanLine.of(ink, CleanLine.SPECK), CLOSE);
  }

  /**
   * Cuts a line.
   *
   * @param line the line
   * @param distance how near cuts may be to each other and to a blob's ends, by the height of the
   *     digits
   * @return its parts and pieces
   */
  public static Segmentation of(CleanLine line, double distance) {
    int columns = (int) Math.round(distance * CleanLine.HEIGHT);
    List<List<Cut>> cuts =
        line.blobs().stream()
            .map(
                blob ->
                    isStroke(blob.extent())
                        ? List.<Cut>of()
                        : Cutting.of(line.ink(), blob, columns))
            .toList();
    Slicing slicing = Slicing.of(line, cuts);
    List<Part> parts = slicing.parts();
    return new Segmentation(line, cuts, parts, slicing.owners(), pieces(parts));
  }

  /** Whether a blob is a level stroke, which is not cut. */
  private static boolean isStroke(Extent blob) {
    return blob.height() < FLAT * CleanLine.HEIGHT && blob.width() >= LONG * blob.height();
  }

  /** {@return whether it may be a line at all: otherwise it has no pieces} */
  public boolean isLine() {
    return parts.size() <= MOST_PARTS_OF_LINE;
  }

  /**
   * The same parts in other pieces.
   *
   * @param other the pieces
   * @return this line with them
   */
  public Segmentation withPieces(List<Piece> other) {
    return new Segmentation(line, cuts, parts, owners, other);
  }

  private static List<Piece> pieces(List<Part> parts) {
    List<Piece> pieces = new ArrayList<>();
    if (parts.size() > MOST_PARTS_OF_LINE) {
      return List.of();
    }
    Severed cuts = Severed.of(parts);
    for (int first = 0; first < parts.size(); first++) {
      Extent extent = parts.get(first).extent();
      double gap = 0;
      BitSet blobs = new BitSet();
      int most = Math.min(parts.size(), first + MOST_PARTS);
      for (int last = first; last < most; last++) {
        Part part = parts.get(last);
        gap = Math.max(gap, (double) (part.extent().left() - extent.right()) / CleanLine.HEIGHT);
        extent = extent.with(part.extent());
        blobs.set(part.blob());
        boolean tooWide = extent.width() > WIDEST * CleanLine.HEIGHT || gap > WIDEST_GAP;
        if (last > first && tooWide) {
          break;
        }
        double severed = cuts.ink(first, last) / CleanLine.HEIGHT;
        pieces.add(new Piece(first, last, extent, severed, blobs.cardinality(), gap));
      }
    }
    return pieces;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Segmentation that
        && Arrays.equals(owners, that.owners)
        && pieces.equals(that.pieces);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(owners) + pieces.hashCode();
  }
}
