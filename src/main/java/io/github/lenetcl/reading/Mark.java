package io.github.lenetcl.reading;

import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.reading.graph.Automaton;
import io.github.lenetcl.reading.segmentation.CleanLine;
import io.github.lenetcl.reading.segmentation.Part;
import io.github.lenetcl.reading.segmentation.Piece;
import io.github.lenetcl.reading.segmentation.Segmentation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A mark between digits, told by the shape and the place of a whole blob, or of two of them; the
 * network knows nothing of them. Lengths are parts of the height of a digit, places are counted
 * downwards from its middle.
 *
 * <p>A grammar that has the mark asks for it. Where none does, it may still be what the ink is, and
 * competes with digits and with nothing.
 *
 * @param symbol the mark
 * @param height its usual height
 * @param width its usual width
 * @param middle the usual place of its middle
 * @param play by how much its width and its place may differ from that as well: a dash may be
 *     short, and high or low
 * @param longest its largest width: a dash after an amount may be drawn to the end of the line
 * @param strokes how many blobs it has, one above the other
 * @param slant by how much it leans to the right, of its height
 * @param bulge by how much its middle stands to the left of its ends, of its height
 * @param unasked what it costs besides where no grammar asks for it: more for what digits may look
 *     like
 */
record Mark(
    int symbol,
    double height,
    double width,
    double middle,
    double play,
    double longest,
    int strokes,
    double slant,
    double bulge,
    double unasked) {

  /** A gap several digits wide. */
  static final int SPACE = ' ';

  private static final Mark[] KNOWN = {
    new Mark('.', 0.15, 0.15, 0.43, 0, 0.15, 1, 0, 0, 0),
    new Mark(',', 0.3, 0.18, 0.52, 0, 0.18, 1, 0.15, 0, 0),
    new Mark('-', 0.12, 0.55, 0.08, 0.17, 2, 1, 0, 0, 1),
    new Mark('=', 0.48, 0.5, 0.05, 0.25, 1.2, 2, 0, 0, 0),
    new Mark('/', 1.12, 0.55, 0.07, 0, 0.55, 1, 0.3, 0, 3),
    new Mark('(', 1.18, 0.3, 0.04, 0.1, 0.4, 1, 0, 0.07, 3),
    new Mark(')', 1.18, 0.3, 0.04, 0.1, 0.4, 1, 0, -0.07, 3),
  };

  /** What a mark of the usual shape costs for each of its strokes: less than leaving it out. */
  private static final double USUAL = -2;

  /** What it costs to differ by a digit's height in one respect. */
  private static final double DIFFERENCE = 9;

  /** The same for how much a mark bulges, which tells brackets from upright strokes. */
  private static final double BULGE = 40;

  /** A stroke of a double mark is no higher … */
  private static final double HIGHEST_STROKE = 0.36;

  /** … and has no less than this part of the mark's columns in common with the other. */
  private static final double COMMON = 0.4;

  /** A blob that costs more is no such mark. */
  private static final double MOST = 4;

  /** {@return all marks that can be seen, a space included, as code points} */
  static int[] symbols() {
    return IntStream.concat(Arrays.stream(KNOWN).mapToInt(Mark::symbol), IntStream.of(SPACE))
        .sorted()
        .toArray();
  }

  /**
   * {@return the marks that no class stands for}
   *
   * @param classes the code points of the classes
   */
  static List<Mark> beside(int[] classes) {
    return Arrays.stream(KNOWN)
        .filter(mark -> IntStream.of(classes).noneMatch(each -> each == mark.symbol))
        .toList();
  }

  /** {@return whether a grammar, if there is one, has a symbol} */
  static boolean isAsked(Optional<Automaton> grammar, int symbol) {
    return grammar.isPresent()
        && IntStream.of(grammar.get().symbols()).anyMatch(each -> each == symbol);
  }

  /** Returns what it costs to take a piece for this mark, if it may be one: whole blobs. */
  Optional<Double> price(Segmentation line, Piece piece) {
    if (piece.severed() > 0 || piece.blobs() != strokes || strokes > 1 && !isDouble(line, piece)) {
      return Optional.empty();
    }
    double off =
        off(line.line(), piece.extent())
            + (slant > 0 ? Math.max(0, slant - lean(line, piece)) : 0)
            + (bulge != 0 ? BULGE / DIFFERENCE * missingBulge(line, piece) : 0);
    return priced(off);
  }

  /** Returns what it costs to take a speck for this mark, by its size and place alone. */
  Optional<Double> price(CleanLine line, Extent speck) {
    return strokes > 1 ? Optional.empty() : priced(off(line, speck));
  }

  /** Whether a piece of two blobs is two low strokes above each other, neither much shorter. */
  private static boolean isDouble(Segmentation line, Piece piece) {
    Map<Integer, Extent> blobs = new TreeMap<>();
    for (Part part : line.parts().subList(piece.first(), piece.last() + 1)) {
      blobs.merge(part.blob(), part.extent(), Extent::with);
    }
    Extent[] two = blobs.values().toArray(Extent[]::new);
    double common =
        Math.min(two[0].right(), two[1].right()) - Math.max(two[0].left(), two[1].left());
    double high = Math.max(two[0].height(), two[1].height());
    return high <= HIGHEST_STROKE * CleanLine.HEIGHT
        && Math.min(two[0].width(), two[1].width()) >= high
        && common >= COMMON * piece.extent().width();
  }

  private Optional<Double> priced(double off) {
    double price = strokes * USUAL + DIFFERENCE * off;
    return price <= MOST ? Optional.of(price) : Optional.empty();
  }

  private double off(CleanLine line, Extent extent) {
    double place = (extent.top() + extent.bottom()) / 2.0 - line.middle();
    return Math.abs((double) extent.height() / CleanLine.HEIGHT - height)
        + beyondWidth((double) extent.width() / CleanLine.HEIGHT)
        + beyond(place / CleanLine.HEIGHT - middle);
  }

  private double beyondWidth(double found) {
    return found > width
        ? Math.max(0, found - Math.max(longest, width + play))
        : beyond(found - width);
  }

  private double beyond(double difference) {
    return Math.max(0, Math.abs(difference) - play);
  }

  /** How much a piece lacks of this mark's bulge. */
  private double missingBulge(Segmentation line, Piece piece) {
    double[] middles = middles(line, piece, 5);
    double bend = (middles[0] + middles[4]) / 2 - middles[2];
    double own = bend / piece.extent().height();
    return Math.max(0, Math.abs(bulge) - Math.signum(bulge) * own);
  }

  /** By how much the upper half of a piece stands to the right of the lower one, of its height. */
  private static double lean(Segmentation line, Piece piece) {
    double[] middles = middles(line, piece, 2);
    // The middles of the halves are half of the height apart.
    return 2 * (middles[0] - middles[1]) / piece.extent().height();
  }

  /** The mean columns of a piece's ink in so many bands, from the top. */
  private static double[] middles(Segmentation line, Piece piece, int bands) {
    Extent extent = piece.extent();
    int width = line.line().ink().width();
    double[] mass = new double[bands];
    double[] moment = new double[bands];
    for (int row = extent.top(); row < extent.bottom(); row++) {
      int band = bands * (row - extent.top()) / extent.height();
      for (int column = extent.left(); column < extent.right(); column++) {
        int owner = line.owners()[row * width + column];
        if (owner >= piece.first() && owner <= piece.last()) {
          int level = line.line().ink().level(row, column);
          mass[band] += level;
          moment[band] += level * column;
        }
      }
    }
    for (int band = 0; band < bands; band++) {
      moment[band] /= Math.max(1, mass[band]);
    }
    return moment;
  }
}
