package io.github.lenetcl.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the digit among the ink of a picture that holds one: the piece that is large and near the
 * middle, and those that belong to it. Specks, neighbours' strokes, edges of boxes and dots at the
 * border are foreign.
 */
final class Foreground {
  /** What is fainter joins no pieces. */
  private static final int CORE = 64;

  /** A piece that is nowhere as full as this is a smudge. */
  private static final int FULL = 128;

  /** A piece is a speck if it has less of the chosen piece's ink than this. */
  private static final double LEAST_SHARE = 0.04;

  /** Pieces in the outermost part of the picture that touch its border are foreign. */
  private static final double RIM = 0.2;

  /** A piece that lies at the border with this part of its length is a rule or a dark side. */
  private static final double SIDE = 0.6;

  /** Faint edges are kept as far as this many pixels and one of a normalised digit's. */
  private static final int EDGE = 2;

  /** Pieces belong together if they are no further apart than this part of the digit's height. */
  private static final double NEAR = 0.25;

  private final InkImage ink;
  private final int[] owner;
  private final List<Piece> pieces = new ArrayList<>();

  /**
   * A piece of ink: the smallest rectangle around it, the sum of its levels, and what it touches.
   */
  private record Piece(int number, Extent extent, long mass, int pixels, int atBorder, int inRim) {}

  private Foreground(InkImage ink) {
    this.ink = ink;
    this.owner = new int[ink.levels().length];
  }

  /** The digit's ink, nothing else. */
  static InkImage of(InkImage ink) {
    Foreground foreground = new Foreground(ink);
    foreground.find();
    return foreground.pieces.size() == 0
        ? new InkImage(ink.height(), ink.width(), new byte[ink.levels().length])
        : foreground.chosen();
  }

  private void find() {
    Pieces listing = new Pieces(ink, CORE);
    int width = ink.width();
    int height = ink.height();
    int rim = (int) Math.ceil(RIM * Math.min(height, width));
    for (int piece = 0; piece < listing.count(); piece++) {
      int top = height;
      int left = width;
      int bottom = 0;
      int right = 0;
      long mass = 0;
      int fullest = 0;
      int atBorder = 0;
      int inRim = 0;
      int number = pieces.size() + 1;
      for (int i = listing.from(piece); i < listing.to(piece); i++) {
        int at = listing.place(i);
        int row = at / width;
        int column = at - row * width;
        int level = ink.levels()[at] & 0xff;
        top = Math.min(top, row);
        bottom = Math.max(bottom, row + 1);
        left = Math.min(left, column);
        right = Math.max(right, column + 1);
        mass += level;
        fullest = Math.max(fullest, level);
        int depth = Math.min(Math.min(row, height - 1 - row), Math.min(column, width - 1 - column));
        atBorder += depth == 0 ? 1 : 0;
        inRim += depth < rim ? 1 : 0;
        owner[at] = number;
      }
      if (fullest >= FULL) {
        pieces.add(
            new Piece(
                number,
                new Extent(top, left, bottom, right),
                mass,
                listing.size(piece),
                atBorder,
                inRim));
      } else {
        for (int i = listing.from(piece); i < listing.to(piece); i++) {
          owner[listing.place(i)] = 0;
        }
      }
    }
  }

  /** The more ink, the nearer to the middle and the less cut by the border, the more likely. */
  private double likelihood(Piece piece) {
    Extent extent = piece.extent;
    double down = (extent.top() + extent.bottom()) / (double) ink.height() - 1;
    double across = (extent.left() + extent.right()) / (double) ink.width() - 1;
    double off = Math.min(1, Math.sqrt(down * down + across * across));
    double likelihood = Math.sqrt(piece.mass) * extent.height() * (1 - 0.7 * off);
    if (piece.atBorder > 0) {
      boolean rim = piece.inRim >= 0.9 * piece.pixels;
      boolean side = piece.atBorder >= SIDE * Math.max(extent.height(), extent.width());
      likelihood *= rim || side ? 0.05 : 0.6;
    }
    return likelihood;
  }

  private InkImage chosen() {
    Piece first = pieces.get(0);
    for (Piece piece : pieces) {
      first = likelihood(piece) > likelihood(first) ? piece : first;
    }
    boolean[] chosen = new boolean[pieces.get(pieces.size() - 1).number + 1];
    chosen[first.number] = true;
    Extent digit = first.extent;
    long mass = first.mass;
    boolean grows = true;
    while (grows) {
      grows = false;
      for (Piece piece : pieces) {
        if (!chosen[piece.number] && belongs(piece, first, digit, mass)) {
          chosen[piece.number] = true;
          digit = digit.with(piece.extent);
          grows = true;
        }
      }
    }
    return kept(chosen, EDGE + Math.max(digit.height(), digit.width()) / DigitImage.BOX);
  }

  private boolean belongs(Piece piece, Piece first, Extent digit, long mass) {
    if (piece.mass < LEAST_SHARE * mass) {
      return false;
    }
    if (Math.min(ink.height(), ink.width()) < Polarity.SMALL) {
      return true;
    }
    Extent own = piece.extent;
    int below = Math.max(own.top() - digit.bottom(), digit.top() - own.bottom());
    int beside = Math.max(own.left() - digit.right(), digit.left() - own.right());
    boolean inside = below < 0 && beside < 0;
    if (piece.atBorder > 0 && first.atBorder == 0 && !inside) {
      return false;
    }
    if (piece.atBorder > 0 && piece.inRim >= 0.9 * piece.pixels) {
      return false;
    }
    int size = Math.max(digit.height(), digit.width());
    // A bar of a 5 or the upright of a 4 overlaps the rest from above; a neighbour stands beside.
    return below <= NEAR * size && beside <= (below < 0 ? 0.12 : 0.05) * size;
  }

  /** The chosen pieces with their faint edges, as far as one pixel of a normalised digit. */
  private InkImage kept(boolean[] chosen, int reach) {
    int width = ink.width();
    int height = ink.height();
    byte[] levels = ink.levels();
    byte[] kept = new byte[owner.length];
    int[] front = new int[owner.length];
    int end = 0;
    for (int at = 0; at < kept.length; at++) {
      if (owner[at] != 0 && chosen[owner[at]]) {
        kept[at] = levels[at];
        front[end++] = at;
      }
    }
    int next = 0;
    for (int distance = 0; distance < reach && next < end; distance++) {
      for (int last = end; next < last; next++) {
        int row = front[next] / width;
        int column = front[next] - row * width;
        for (int r = Math.max(0, row - 1); r <= Math.min(height - 1, row + 1); r++) {
          for (int c = Math.max(0, column - 1); c <= Math.min(width - 1, column + 1); c++) {
            int near = r * width + c;
            if (levels[near] != 0 && owner[near] == 0 && kept[near] == 0) {
              kept[near] = levels[near];
              front[end++] = near;
            }
          }
        }
      }
    }
    return new InkImage(height, width, kept);
  }
}
