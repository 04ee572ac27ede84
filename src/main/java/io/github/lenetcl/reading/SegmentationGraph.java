package io.github.lenetcl.reading;

import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.reading.graph.Arc;
import io.github.lenetcl.reading.graph.Graph;
import io.github.lenetcl.reading.segmentation.Part;
import io.github.lenetcl.reading.segmentation.Piece;
import io.github.lenetcl.reading.segmentation.Segmentation;
import java.util.ArrayList;
import java.util.List;

/**
 * The graph of a segmented line (Figure 16): its nodes are the cuts, and the ends of the line; each
 * piece is an arc for each class, and each part one more that reads nothing. What else the ink may
 * be is added by {@link Beside}.
 *
 * <p>Where digits overlap, the ink at the cut belongs to both. So a cut has a second node, where
 * pieces that end there lead: from it on, the next piece may begin at the cut, or up to {@value
 * #SHARED} parts before it, which are then read twice, at a price. A piece that is no longer than
 * what may be shared leads to the cut itself.
 *
 * <p>A cut has a node where what is left of it ends and one where what is right of it begins;
 * between them is the gap, of nothing or of a space. Cut {@code i} is nodes {@code 3i} and {@code
 * 3i + 1}; its second node is number {@code 3(i − SHARED) − 1}, before all cuts that can be reached
 * from it, so that arcs lead to larger nodes.
 *
 * @param graph the graph: first the arcs of each piece, a class after the other, then each part
 *     that is not read, then the ways from second nodes to cuts, then those to parts that are
 *     shared, then gaps, then what the ink may be besides
 * @param segmentation the line
 * @param classes how many classes there are
 * @param firstBeside the index of the first arc of what the ink may be besides
 * @param besides where in the line these are, arc by arc
 */
record SegmentationGraph(
    Graph graph, Segmentation segmentation, int classes, int firstBeside, List<Extent> besides) {

  /** The most parts that neighbours may both have. */
  static final int SHARED = 2;

  /**
   * Builds the graph.
   *
   * @param segmentation the line
   * @param penalties the network's penalties of each class, piece by piece
   * @param labels the characters of the classes
   * @param prices what to ask for
   * @param beside what ink may be that is no class
   */
  static SegmentationGraph of(
      Segmentation segmentation, float[] penalties, int[] labels, Prices prices, Beside beside) {
    List<Arc> arcs = new ArrayList<>();
    addPieces(segmentation, penalties, labels, prices, arcs);
    addSkipped(segmentation.parts(), prices, arcs);
    addShared(segmentation.parts(), prices, arcs);
    for (int cut = 0; cut <= segmentation.parts().size(); cut++) {
      arcs.add(new Arc(end(cut), begin(cut), Arc.NOTHING, 0));
    }
    int first = arcs.size();
    List<Extent> besides = new ArrayList<>();
    int nodes = beside.add(segmentation, prices, arcs, besides);
    return new SegmentationGraph(
        new Graph(nodes, arcs), segmentation, labels.length, first, besides);
  }

  private static void addPieces(
      Segmentation line, float[] penalties, int[] labels, Prices prices, List<Arc> arcs) {
    for (int i = 0; i < line.pieces().size(); i++) {
      Piece piece = line.pieces().get(i);
      int cut = piece.last() + 1;
      int to = cut - piece.first() > SHARED ? second(cut) : end(cut);
      double[] each = prices.of(line.line(), piece, penalties, i * labels.length, labels.length);
      for (int c = 0; c < labels.length; c++) {
        arcs.add(new Arc(begin(piece.first()), to, labels[c], each[c]));
      }
    }
  }

  private static void addSkipped(List<Part> parts, Prices prices, List<Arc> arcs) {
    for (int part = 0; part < parts.size(); part++) {
      double price = prices.ofSkipped(parts.get(part));
      arcs.add(new Arc(begin(part), end(part + 1), Arc.NOTHING, price));
    }
  }

  private static void addShared(List<Part> parts, Prices prices, List<Arc> arcs) {
    for (int cut = SHARED + 1; cut <= parts.size(); cut++) {
      arcs.add(new Arc(second(cut), end(cut), Arc.NOTHING, 0));
    }
    for (Shared shared : shared(parts)) {
      double price = prices.ofShared(shared.of(parts));
      arcs.add(new Arc(second(shared.cut), begin(shared.cut - shared.count), Arc.NOTHING, price));
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

  /** Returns what may be shared, in the order of its arcs. */
  static List<Shared> shared(List<Part> parts) {
    List<Shared> all = new ArrayList<>();
    for (int cut = SHARED + 1; cut < parts.size(); cut++) {
      for (int count = 1; count <= SHARED && parts.get(cut - count).isCut(); count++) {
        all.add(new Shared(cut, count));
      }
    }
    return all;
  }

  /** The node where what is left of a cut ends. */
  static int end(int cut) {
    return 3 * cut;
  }

  /** The node where what is right of a cut begins. */
  static int begin(int cut) {
    return 3 * cut + 1;
  }

  private static int second(int cut) {
    return 3 * (cut - SHARED) - 1;
  }

  /** Returns the piece that an arc reads, one of the first arcs. */
  Piece piece(int arc) {
    return segmentation.pieces().get(arc / classes);
  }

  /** Returns where in the picture the ink is that an arc reads. */
  Extent box(int arc) {
    int beside = arc - firstBeside;
    Extent extent = beside < 0 ? piece(arc).extent() : besides.get(beside);
    return segmentation.line().inPicture(extent);
  }
}
