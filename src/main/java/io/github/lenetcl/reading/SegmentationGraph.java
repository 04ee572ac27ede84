package io.github.lenetcl.reading;

import io.github.lenetcl.data.Extent;
import io.github.lenetcl.evaluation.Answer;
import io.github.lenetcl.reading.graph.Arc;
import io.github.lenetcl.reading.graph.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The graph of a segmented line (Figure 16): its nodes are the cuts, and the ends of the line; each
 * piece is an arc for each class, and each part one more that reads nothing.
 *
 * @param graph the graph
 * @param boxes where each arc stands in the picture
 */
record SegmentationGraph(Graph graph, List<Extent> boxes) {

  /**
   * Builds the graph.
   *
   * @param segmentation the line
   * @param answers what the network says of each piece; nothing where a piece has no ink
   * @param labels the characters of the classes
   */
  static SegmentationGraph of(
      Segmentation segmentation, List<Optional<Answer>> answers, int[] labels, Prices prices) {
    List<Arc> arcs = new ArrayList<>();
    List<Extent> boxes = new ArrayList<>();
    CleanLine line = segmentation.line();
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i).isEmpty()) {
        continue;
      }
      Piece piece = segmentation.pieces().get(i);
      float[] penalties = answers.get(i).get().penalties();
      double soft = soft(penalties);
      for (int c = 0; c < labels.length; c++) {
        double price = prices.of(line, piece, penalties[c], soft);
        arcs.add(new Arc(piece.first(), piece.last() + 1, labels[c], price));
        boxes.add(line.inPicture(piece.extent()));
      }
    }
    for (int part = 0; part < segmentation.parts().size(); part++) {
      double price = prices.of(line, segmentation.parts().get(part));
      arcs.add(new Arc(part, part + 1, Arc.NOTHING, price));
      boxes.add(line.inPicture(segmentation.parts().get(part).extent()));
    }
    return new SegmentationGraph(new Graph(segmentation.parts().size() + 1, arcs), boxes);
  }

  /** −log Σ e^−y, with the smallest taken out of every exponent. */
  private static double soft(float[] penalties) {
    double least = Double.POSITIVE_INFINITY;
    for (float penalty : penalties) {
      least = Math.min(least, penalty);
    }
    double sum = 0;
    for (float penalty : penalties) {
      sum += Math.exp(least - penalty);
    }
    return least - Math.log(sum);
  }
}
