package io.github.lenetcl.reading;

import io.github.lenetcl.data.DigitImage;
import io.github.lenetcl.data.Extent;
import io.github.lenetcl.data.InkImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A line cut into more parts than it has digits (heuristic over-segmentation, Section V-B), and the
 * pieces made of one to a few neighbouring parts.
 *
 * @param line the line
 * @param cuts the cuts through each blob
 * @param parts the parts from the left to the right
 * @param pieces what may be a digit
 */
record Segmentation(CleanLine line, List<List<Cut>> cuts, List<Part> parts, List<Piece> pieces) {

  /** A piece has at most so many parts. */
  private static final int MOST_PARTS = 6;

  /** A piece is at most this wide, by the height of the digits, if it has several parts. */
  private static final double WIDEST = 1.5;

  /** A piece has no gap wider than this, by the height of the digits. */
  private static final double WIDEST_GAP = 0.4;

  static Segmentation of(InkImage ink) {
    CleanLine line = CleanLine.of(ink);
    List<List<Cut>> cuts =
        line.blobs().stream().map(blob -> Cutting.of(line.ink(), blob, line.height())).toList();
    List<Part> parts = Slicing.of(line, cuts);
    return new Segmentation(line, cuts, parts, pieces(line, parts));
  }

  private static List<Piece> pieces(CleanLine line, List<Part> parts) {
    List<Piece> pieces = new ArrayList<>();
    Severed cuts = Severed.of(parts);
    for (int first = 0; first < parts.size(); first++) {
      Extent extent = parts.get(first).extent();
      double gap = 0;
      Set<Integer> blobs = new HashSet<>();
      int most = Math.min(parts.size(), first + MOST_PARTS);
      for (int last = first; last < most; last++) {
        Part part = parts.get(last);
        gap = Math.max(gap, (part.extent().left() - extent.right()) / line.height());
        extent = extent.with(part.extent());
        blobs.add(part.blob());
        boolean tooWide = extent.width() > WIDEST * line.height() || gap > WIDEST_GAP;
        if (last > first && tooWide) {
          break;
        }
        double severed = cuts.ink(first, last) / line.height();
        pieces.add(new Piece(first, last, extent, severed, blobs.size(), gap));
      }
    }
    return pieces;
  }

  /** The ink of a piece by itself. */
  InkImage inkOf(Piece piece) {
    int width = line.ink().width();
    int top = Integer.MAX_VALUE;
    int left = Integer.MAX_VALUE;
    int bottom = 0;
    int right = 0;
    List<Part> own = parts.subList(piece.first(), piece.last() + 1);
    for (Part part : own) {
      for (int pixel : part.pixels()) {
        top = Math.min(top, pixel / width);
        bottom = Math.max(bottom, pixel / width + 1);
        left = Math.min(left, pixel % width);
        right = Math.max(right, pixel % width + 1);
      }
    }
    byte[] levels = new byte[(bottom - top) * (right - left)];
    for (Part part : own) {
      for (int pixel : part.pixels()) {
        int at = (pixel / width - top) * (right - left) + pixel % width - left;
        levels[at] = line.ink().levels()[pixel];
      }
    }
    return new InkImage(bottom - top, right - left, levels);
  }

  /** A piece as the network takes it; nothing where no pixel of it is ink. */
  Optional<byte[]> normalised(Piece piece) {
    return DigitImage.normalise(inkOf(piece));
  }
}
