package io.github.lenetcl.reading;

import io.github.lenetcl.data.Extent;
import io.github.lenetcl.reading.graph.Automaton;
import io.github.lenetcl.reading.segmentation.CleanLine;
import io.github.lenetcl.reading.segmentation.Piece;
import io.github.lenetcl.reading.segmentation.Segmentation;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A mark between digits, told by the shape and the place of a whole blob; the network knows nothing
 * of them. Lengths are parts of the height of a digit, places are counted downwards from its
 * middle.
 *
 * @param symbol the mark
 * @param height its usual height
 * @param width its usual width
 * @param middle the usual place of its middle
 * @param slant by how much it leans to the right, of its height
 */
record Separator(int symbol, double height, double width, double middle, double slant) {

  private static final Separator[] KNOWN = {
    new Separator('.', 0.15, 0.15, 0.43, 0),
    new Separator(',', 0.3, 0.18, 0.52, 0.15),
    new Separator('-', 0.12, 0.45, 0, 0),
    new Separator('/', 1.2, 0.6, 0, 0.45),
  };

  /** What a mark of the usual shape costs: less than leaving it out. */
  private static final double USUAL = -2;

  /** What it costs to differ by a digit's height in one respect. */
  private static final double DIFFERENCE = 9;

  /** A blob that costs more is no such mark. */
  private static final double MOST = 4;

  /** Returns the separators that a grammar asks for; none where there is no grammar. */
  static List<Separator> wanted(Optional<Automaton> grammar) {
    int[] symbols = grammar.map(Automaton::symbols).orElse(new int[0]);
    return IntStream.of(symbols).mapToObj(Separator::of).flatMap(Optional::stream).toList();
  }

  private static Optional<Separator> of(int symbol) {
    for (Separator known : KNOWN) {
      if (known.symbol == symbol) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  /** Returns what it costs to take a piece for this mark, if it may be one: a whole blob. */
  Optional<Double> price(Segmentation line, Piece piece) {
    if (piece.severed() > 0 || piece.blobs() > 1) {
      return Optional.empty();
    }
    Extent extent = piece.extent();
    double place = (extent.top() + extent.bottom()) / 2.0 - line.line().middle();
    double off =
        Math.abs((double) extent.height() / CleanLine.HEIGHT - height)
            + Math.abs((double) extent.width() / CleanLine.HEIGHT - width)
            + Math.abs(place / CleanLine.HEIGHT - middle)
            + (slant > 0 ? Math.max(0, slant - lean(line, piece)) : 0);
    double price = USUAL + DIFFERENCE * off;
    return price <= MOST ? Optional.of(price) : Optional.empty();
  }

  /** By how much the upper half of a piece stands to the right of the lower one, of its height. */
  private static double lean(Segmentation line, Piece piece) {
    Extent extent = piece.extent();
    int width = line.line().ink().width();
    double[] mass = new double[2];
    double[] moment = new double[2];
    for (int row = extent.top(); row < extent.bottom(); row++) {
      int half = 2 * (row - extent.top()) < extent.height() ? 0 : 1;
      for (int column = extent.left(); column < extent.right(); column++) {
        int owner = line.owners()[row * width + column];
        if (owner >= piece.first() && owner <= piece.last()) {
          int level = line.line().ink().level(row, column);
          mass[half] += level;
          moment[half] += level * column;
        }
      }
    }
    // The middles of the halves are half of the height apart.
    double apart = moment[0] / Math.max(1, mass[0]) - moment[1] / Math.max(1, mass[1]);
    return 2 * apart / extent.height();
  }
}
