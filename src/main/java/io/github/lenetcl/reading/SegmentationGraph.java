package io.github.lenetcl.reading;

import io.github.lenetcl.data.Extent;
import io.github.lenetcl.reading.graph.Arc;
import io.github.lenetcl.reading.graph.Graph;
import io.github.lenetcl.reading.segmentation.Part;
import io.github.lenetcl.reading.segmentation.Piece;
import io.github.lenetcl.reading.segmentation.Segmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The graph of a segmented line (Figure 16): its nodes are the cuts, and the ends of the line; each
 * piece is an arc for each class, and each part one more that reads nothing.
 *
 * <p>Where digits overlap, the ink at the cut belongs to both. So a cut has a second node, where
 * pieces that end there lead: from it on, the next piece may begin at the cut, or up to {@value
 * #SHARED} parts before it, which are then read twice, at a price. A piece that is no longer than
 * what may be shared leads to the cut itself.
 *
 * <p>Cut {@code i} is node {@code 2i}; its second node is number {@code 2i − 2·SHARED − 1}, before
 * all cuts that can be reached from it, so that arcs lead to larger nodes.
 *
 * @param graph the graph: first the arcs of each piece, a class after the other, then separators,
 *     then each part that is not read, then the ways from second nodes to cuts, then those to parts
 *     that are shared
 * @param segmentation the line
 * @param classes how many classes there are
 * @param marks the piece that each separator's arc reads
 */
record SegmentationGraph(Graph graph, Segmentation segmentation, int classes, List<Piece> marks) {

  /** The most parts that neighbours may both have. */
  static final int SHARED = 2;

  /**
   * Builds the graph.
   *
   * @param segmentation the line
   * @param penalties the network's penalties of each class, piece by piece
   * @param labels the characters of the classes
   * @param prices what to ask for
   * @param separators marks that may stand between digits
   */
  static SegmentationGraph of(
      Segmentation segmentation,
      float[] penalties,
      int[] labels,
      Prices prices,
      List<Separator> separators) {
    List<Arc> arcs = new ArrayList<>();
    addPieces(segmentation, penalties, labels, prices, arcs);
    List<Piece> marks = new ArrayList<>();
    for (Separator separator : separators) {
      for (Piece piece : segmentation.pieces()) {
        Optional<Double> price = separator.price(segmentation, piece);
        if (price.isPresent()) {
          int from = first(piece.first());
          arcs.add(new Arc(from, first(piece.last() + 1), separator.symbol(), price.get()));
          marks.add(piece);
        }
      }
    }
    addSkipped(segmentation.parts(), prices, arcs);
    addShared(segmentation.parts(), prices, arcs);
    Graph graph = new Graph(first(segmentation.parts().size()) + 1, arcs);
    return new SegmentationGraph(graph, segmentation, labels.length, marks);
  }

  private static void addPieces(
      Segmentation line, float[] penalties, int[] labels, Prices prices, List<Arc> arcs) {
    for (int i = 0; i < line.pieces().size(); i++) {
      Piece piece = line.pieces().get(i);
      int cut = piece.last() + 1;
      int to = cut - piece.first() > SHARED ? second(cut) : first(cut);
      double[] each = prices.of(line.line(), piece, penalties, i * labels.length, labels.length);
      for (int c = 0; c < labels.length; c++) {
        arcs.add(new Arc(first(piece.first()), to, labels[c], each[c]));
      }
    }
  }

  private static void addSkipped(List<Part> parts, Prices prices, List<Arc> arcs) {
    for (int part = 0; part < parts.size(); part++) {
      double price = prices.ofSkipped(parts.get(part));
      arcs.add(new Arc(first(part), first(part + 1), Arc.NOTHING, price));
    }
  }

  private static void addShared(List<Part> parts, Prices prices, List<Arc> arcs) {
    for (int cut = SHARED + 1; cut <= parts.size(); cut++) {
      arcs.add(new Arc(second(cut), first(cut), Arc.NOTHING, 0));
    }
    for (Shared shared : shared(parts)) {
      double price = prices.ofShared(shared.of(parts));
      arcs.add(new Arc(second(shared.cut), first(shared.cut - shared.count), Arc.NOTHING, price));
    }
  }

  /**
   * The parts before a cut that may be read twice.
   *
   * @param cut the cut
   * @param count how many parts
   */
  record Shared(int cut, int count) {

    List<Part> of(List<Part> parts) {
      return parts.subList(cut - count, cut);
    }
  }

  /** Returns what may be shared, in the order of its arcs, which are the graph's last. */
  static List<Shared> shared(List<Part> parts) {
    List<Shared> all = new ArrayList<>();
    for (int cut = SHARED + 1; cut < parts.size(); cut++) {
      for (int count = 1; count <= SHARED && parts.get(cut - count).isCut(); count++) {
        all.add(new Shared(cut, count));
      }
    }
    return all;
  }

  private static int first(int cut) {
    return 2 * cut;
  }

  private static int second(int cut) {
    return 2 * (cut - SHARED) - 1;
  }

  /** Returns the piece that an arc reads. */
  Piece piece(int arc) {
    return segmentation.pieces().get(arc / classes);
  }

  /** Returns where in the picture the ink is that an arc reads. */
  Extent box(int arc) {
    int mark = arc - segmentation.pieces().size() * classes;
    Piece piece = mark < 0 ? piece(arc) : marks.get(mark);
    return segmentation.line().inPicture(piece.extent());
  }
}
