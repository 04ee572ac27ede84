package io.github.lenetcl.reading;

import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.reading.graph.Arc;
import io.github.lenetcl.reading.graph.Automaton;
import io.github.lenetcl.reading.segmentation.Blob;
import io.github.lenetcl.reading.segmentation.CleanLine;
import io.github.lenetcl.reading.segmentation.Part;
import io.github.lenetcl.reading.segmentation.Piece;
import io.github.lenetcl.reading.segmentation.Segmentation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a line may hold that is no class: marks, spaces, foreign ink. A grammar accepts what it asks
 * for; the rest competes with it, so that nothing is left out or taken for a digit for nothing.
 *
 * @param marks the marks that may be seen
 * @param grammar what is asked for, if anything
 * @param foreign what it costs that a whole blob, high enough for a digit, is nothing known;
 *     infinite where it never is
 */
record Beside(List<Mark> marks, Optional<Automaton> grammar, double foreign) {

  /** Nothing: for networks that learn, from lines that hold nothing else. */
  static final Beside NOTHING = new Beside(List.of(), Optional.empty(), Double.POSITIVE_INFINITY);

  /** Foreign ink is at least this high, by the height of a digit. */
  private static final double LEAST_HEIGHT = 0.4;

  /** A gap wider than the usual one of its line by so many heights of a digit may be a space. */
  private static final double SPACE = 0.8;

  /** The same where spaces are asked for. */
  private static final double SPACE_ASKED = 0.45;

  /** How fast, by the height of a digit, a wider gap becomes a space for certain. */
  private static final double SPACE_SLOPE = 6;

  /** The ink of a point, in pixels of full ink of a line that was brought to size. */
  private static final double POINT = 16;

  /** What it costs a speck for each pixel that it has less ink: dirt is thinner than a pen. */
  private static final double THIN = 0.5;

  /** A speck that costs more as a mark is none. */
  private static final double LIKELY = 0.5;

  /** So many prices more than usual make no difference: what is dearer is not added. */
  private static final double NEVER = 12;

  /** {@return whether marks are wanted, so that specks are looked at as parts of the line} */
  boolean wantsMarks() {
    return marks.stream().anyMatch(mark -> Mark.isAsked(grammar, mark.symbol()));
  }

  /**
   * Adds the arcs.
   *
   * @param line the line
   * @param prices what it costs to read nothing
   * @param arcs where the arcs go
   * @param places where it is told, arc by arc, where their ink is
   * @return how many nodes the graph has
   */
  int add(Segmentation line, Prices prices, List<Arc> arcs, List<Extent> places) {
    addMarks(line, arcs, places);
    addForeign(line, arcs, places);
    addSpaces(line, arcs, places);
    int node = SegmentationGraph.begin(line.parts().size());
    for (Blob speck : marks.isEmpty() ? List.<Blob>of() : line.line().specks()) {
      node = addSpeck(line.line(), speck, prices, node, arcs, places);
    }
    return node + 1;
  }

  private double unasked(Mark mark) {
    return Mark.isAsked(grammar, mark.symbol()) ? 0 : mark.unasked();
  }

  private void addMarks(Segmentation line, List<Arc> arcs, List<Extent> places) {
    for (Mark mark : marks) {
      for (Piece piece : line.pieces()) {
        Optional<Double> price = mark.price(line, piece);
        if (price.isPresent()) {
          add(piece, mark.symbol(), price.get() + unasked(mark), arcs, places);
        }
      }
    }
  }

  private void addForeign(Segmentation line, List<Arc> arcs, List<Extent> places) {
    if (foreign == Double.POSITIVE_INFINITY) {
      return;
    }
    for (Piece piece : line.pieces()) {
      boolean whole = piece.severed() == 0 && piece.blobs() == 1;
      if (whole && piece.extent().height() >= LEAST_HEIGHT * CleanLine.HEIGHT) {
        add(piece, Alphabet.FOREIGN, foreign, arcs, places);
      }
    }
  }

  private static void add(
      Piece piece, int symbol, double price, List<Arc> arcs, List<Extent> places) {
    int from = SegmentationGraph.begin(piece.first());
    arcs.add(new Arc(from, SegmentationGraph.end(piece.last() + 1), symbol, price));
    places.add(piece.extent());
  }

  /** A gap is wide by how much wider it is than the middle one of the line. */
  private void addSpaces(Segmentation line, List<Arc> arcs, List<Extent> places) {
    List<Part> parts = line.parts();
    if (marks.isEmpty() || parts.size() < 2) {
      return;
    }
    double wide = Mark.isAsked(grammar, Mark.SPACE) ? SPACE_ASKED : SPACE;
    Extent[] gaps = gaps(parts);
    double[] widths = Arrays.stream(gaps).mapToDouble(Extent::width).sorted().toArray();
    double usual = widths.length < 3 ? 0 : widths[(widths.length - 1) / 2];
    for (int cut = 1; cut < parts.size(); cut++) {
      Extent gap = gaps[cut - 1];
      double price = -SPACE_SLOPE * ((gap.width() - usual) / CleanLine.HEIGHT - wide);
      if (price < NEVER) {
        arcs.add(new Arc(SegmentationGraph.end(cut), SegmentationGraph.begin(cut), ' ', price));
        places.add(gap);
      }
    }
  }

  /** The room between each part and what is left of it. */
  private static Extent[] gaps(List<Part> parts) {
    Extent[] gaps = new Extent[parts.size() - 1];
    Extent before = parts.get(0).extent();
    for (int cut = 1; cut < parts.size(); cut++) {
      Extent next = parts.get(cut).extent();
      int right = Math.max(before.right() + 1, next.left());
      gaps[cut - 1] = new Extent(before.top(), before.right(), before.bottom(), right);
      before = before.with(next);
    }
    return gaps;
  }

  /**
   * A speck was not taken for a part of the line. It may be a mark nevertheless; its node comes
   * after the line's.
   */
  private int addSpeck(
      CleanLine line, Blob speck, Prices prices, int node, List<Arc> arcs, List<Extent> places) {
    Part part = new Part(0, 0, speck.extent(), speck.mass(line.ink()), 0, 0);
    boolean added = false;
    double thin = THIN * Math.max(0, POINT - part.mass());
    for (Mark mark : marks) {
      Optional<Double> price = mark.price(line, speck.extent()).filter(each -> each <= LIKELY);
      if (price.isPresent()) {
        arcs.add(new Arc(node, node + 1, mark.symbol(), price.get() + thin + unasked(mark)));
        places.add(speck.extent());
        added = true;
      }
    }
    if (added) {
      arcs.add(new Arc(node, node + 1, Arc.NOTHING, prices.ofSkipped(part)));
      places.add(speck.extent());
    }
    return added ? node + 1 : node;
  }
}
