package io.github.lenetcl.reading;

import io.github.lenetcl.reading.graph.Automaton;
import io.github.lenetcl.reading.graph.Forward;
import io.github.lenetcl.reading.graph.Grammars;
import io.github.lenetcl.reading.graph.Graph;
import io.github.lenetcl.reading.graph.Viterbi;
import java.util.Arrays;

/**
 * The discriminative forward loss of a segmented line (Section VI-D): the forward penalty of the
 * paths that read the right text, less that of all paths that the grammar accepts. Never negative,
 * and 0 where no other text has a share.
 *
 * @param loss the loss; 0 where no path reads the text, for there is nothing to learn then
 * @param gradient its derivative by each of the network's penalties, piece by piece
 * @param misread whether the best path that the grammar accepts reads another text
 */
public record GraphLoss(double loss, float[] gradient, boolean misread) {

  /** A loss may come out below 0 by this part of a penalty, and no more. */
  private static final double ROUNDING = 1e-9;

  static GraphLoss of(
      SegmentationGraph segmented, float[] penalties, String text, Automaton grammar) {
    Graph graph = segmented.graph();
    boolean misread = Viterbi.best(graph, grammar).map(graph::read).filter(text::equals).isEmpty();
    Forward right = Forward.of(graph, Grammars.text(text));
    Forward all = Forward.of(graph, grammar);
    if (right.penalty() == Double.POSITIVE_INFINITY) {
      return new GraphLoss(0, new float[penalties.length], misread);
    }
    double loss = right.penalty() - all.penalty();
    if (loss < -ROUNDING * (1 + Math.abs(all.penalty()))) {
      throw new IllegalArgumentException(
          "loss: %.3g below 0 for the text '%s', wanted a text that the grammar accepts"
              .formatted(-loss, text));
    }
    double[] byPrice = new double[penalties.length];
    for (int i = 0; i < byPrice.length; i++) {
      byPrice[i] = right.posteriors()[i] - all.posteriors()[i];
    }
    float[] gradient = new float[penalties.length];
    for (int at = 0; at < gradient.length; at += segmented.classes()) {
      Schooling.LINES.prices().gradient(penalties, byPrice, at, segmented.classes(), gradient);
    }
    return new GraphLoss(loss, gradient, misread);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GraphLoss that
        && Double.compare(loss, that.loss) == 0
        && Arrays.equals(gradient, that.gradient)
        && misread == that.misread;
  }

  @Override
  public int hashCode() {
    return 31 * Double.hashCode(loss) + Arrays.hashCode(gradient);
  }
}
