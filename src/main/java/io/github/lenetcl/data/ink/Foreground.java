package io.github.lenetcl.data.ink;

import io.github.lenetcl.data.Piece;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** A piece so much longer than wide, or with so little ink in its extent, is a rule … */
  private static final double SLENDER = 0.1;

  /** … if it is as long as this part of the picture, and no digit. */
  private static final double LONG = 0.25;

  /** A digit that is taken rather than rules has this part of the picture's height or more … */
  private static final double LEAST_HEIGHT = 0.05;

  /** … as many rows, so that a speck of a small picture is none … */
  private static final int LEAST_ROWS = 6;

  /** … and this part of a rule's ink. */
  private static final double LEAST_INK = 0.1;

  private final InkImage ink;
  private final Pieces listing;
  private final List<Piece> pieces = new ArrayList<>();

  /**
   * A piece of ink: the smallest rectangle around it, the sum of its levels, and what it touches.
   */
  private record Piece(int number, Extent extent, long mass, int pixels, int atBorder, int inRim) {
    int length() {
      return Math.max(extent.height(), extent.width());
    }

    boolean isInRim() {
      return atBorder > 0 && inRim >= 0.9 * pixels;
    }

    /** Whether it lies along the border. */
    boolean isSide() {
      return atBorder >= SIDE * length();
    }
  }

  private Foreground(InkImage ink) {
    this.ink = ink;
    this.listing = new Pieces(ink, CORE);
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
    int width = ink.width();
    int rim = (int) Math.ceil(RIM * Math.min(ink.height(), width));
    for (int piece = 0; piece < listing.count(); piece++) {
      int left = width;
      int right = 0;
      long mass = 0;
      int fullest = 0;
      int atBorder = 0;
      int inRim = 0;
      for (int run = listing.from(piece); run < listing.to(piece); run++) {
        int row = listing.row(run);
        left = Math.min(left, listing.begin(run) - row * width);
        right = Math.max(right, listing.end(run) - row * width);
        for (int at = listing.begin(run); at < listing.end(run); at++) {
          int level = ink.levels()[at] & 0xff;
          mass += level;
          fullest = Math.max(fullest, level);
        }
        atBorder += listing.inRim(run, 1);
        inRim += listing.inRim(run, rim);
      }
      if (fullest >= FULL) {
        int top = listing.row(listing.from(piece));
        int bottom = listing.row(listing.to(piece) - 1) + 1;
        Extent extent = new Extent(top, left, bottom, right);
        pieces.add(new Piece(piece, extent, mass, listing.size(piece), atBorder, inRim));
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
      likelihood *= piece.isInRim() || piece.isSide() ? 0.05 : 0.6;
    }
    return likelihood;
  }

  /** A long straight stroke, or a frame of such. */
  private boolean isRule(Piece piece) {
    Extent extent = piece.extent;
    int shorter = Math.min(extent.height(), extent.width());
    boolean slender = shorter < SLENDER * piece.length();
    boolean sparse = piece.pixels < SLENDER * extent.height() * extent.width();
    return (slender || sparse)
        && (extent.height() >= LONG * ink.height() || extent.width() >= LONG * ink.width());
  }

  /**
   * The likeliest piece. Rules and dark sides may have more ink than a digit has; they are passed
   * over where something stands free that may be one.
   */
  private Piece likeliest() {
    Piece first = likeliest(pieces);
    if (!isRule(first) && !first.isSide()) {
      return first;
    }
    List<Piece> others =
        pieces.stream().filter(piece -> !isRule(piece) && !piece.isSide()).toList();
    List<Piece> free = others.stream().filter(piece -> mayBeDigit(piece, first)).toList();
    return free.isEmpty() ? first : likeliest(others);
  }

  private boolean mayBeDigit(Piece piece, Piece rule) {
    return piece.atBorder == 0
        && piece.extent.height() >= Math.max(LEAST_ROWS, LEAST_HEIGHT * ink.height())
        && (rule.isSide() || piece.mass >= LEAST_INK * rule.mass);
  }

  private Piece likeliest(List<Piece> some) {
    Piece first = some.get(0);
    for (Piece piece : some) {
      first = likelihood(piece) > likelihood(first) ? piece : first;
    }
    return first;
  }

  private InkImage chosen() {
    Piece first = likeliest();
    boolean[] chosen = new boolean[listing.count()];
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
    int size = Math.max(digit.height(), digit.width());
    if (piece.isInRim() || isRule(piece) && !isRule(first) && piece.length() > size) {
      return false;
    }
    // A bar of a 5 or the upright of a 4 overlaps the rest from above; a neighbour stands beside.
    return below <= NEAR * size && beside <= (below < 0 ? 0.12 : 0.05) * size;
  }

  /** The chosen pieces with their faint edges, as far as one pixel of a normalised digit. */
  private InkImage kept(boolean[] chosen, int reach) {
    byte[] kept = new byte[ink.levels().length];
    // Ink that an edge may take, and lanes behind it.
    byte[] open = Arrays.copyOf(ink.levels(), ink.levels().length + ByteLanes.COUNT);
    for (Piece piece : pieces) {
      for (int run = listing.from(piece.number); run < listing.to(piece.number); run++) {
        int from = listing.begin(run);
        int length = listing.end(run) - from;
        Arrays.fill(open, from, from + length, (byte) 0);
        if (chosen[piece.number]) {
          System.arraycopy(ink.levels(), from, kept, from, length);
        }
      }
    }
    int width = ink.width();
    Edge edge = new Edge(kept, open, width);
    for (Piece piece : pieces) {
      for (int run = listing.from(piece.number);
          chosen[piece.number] && run < listing.to(piece.number);
          run++) {
        edge.around(listing.row(run) * width, listing.begin(run), listing.end(run));
      }
    }
    edge.grow(reach - 1);
    return new InkImage(ink.height(), ink.width(), kept);
  }

  /** Ink around what is kept, pixel by pixel from there. */
  private static final class Edge {
    private final byte[] kept;
    private final byte[] open;
    private final int width;
    private int[] front = new int[256];

    /** Where the row of each begins. */
    private int[] rows = new int[256];

    private int end;

    Edge(byte[] kept, byte[] open, int width) {
      this.kept = kept;
      this.open = open;
      this.width = width;
    }

    /** Takes what touches a run of pixels of the row that begins there, by a side or a corner. */
    void around(int row, int begin, int end) {
      int from = Math.max(row, begin - 1);
      int to = Math.min(row + width, end + 1);
      take(row - width, from - width, to - width);
      take(row, from, to);
      take(row + width, from + width, to + width);
    }

    private void take(int row, int from, int to) {
      if (from < 0 || to > kept.length) {
        return; // above the picture, or below
      }
      for (int at = from; at < to; at += ByteLanes.COUNT) {
        long there = ByteLanes.get(open, at);
        if (to - at < ByteLanes.COUNT) {
          there &= (1L << Byte.SIZE * (to - at)) - 1;
        }
        while (there != 0) {
          int bit = Long.numberOfTrailingZeros(there) & -Byte.SIZE;
          take(row, at + bit / Byte.SIZE);
          there &= ~(0xffL << bit);
        }
      }
    }

    private void take(int row, int at) {
      kept[at] = open[at];
      open[at] = 0;
      if (end == front.length) {
        front = Arrays.copyOf(front, 2 * end);
        rows = Arrays.copyOf(rows, 2 * end);
      }
      rows[end] = row;
      front[end++] = at;
    }

    void grow(int steps) {
      int next = 0;
      for (int step = 0; step < steps; step++) {
        for (int last = end; next < last; next++) {
          around(rows[next], front[next], front[next] + 1);
        }
      }
    }
  }
}
