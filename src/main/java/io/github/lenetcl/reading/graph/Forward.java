package io.github.lenetcl.reading.graph;

import java.util.Arrays;
import java.util.List;

/**
 * The sum over all paths (Section VI-C): the forward penalty −log Σ e^−penalty over the paths, in
 * which every path has its say, and the part of each arc in it.
 *
 * @param penalty the forward penalty, never above that of the best path; infinite where no path
 *     reaches the last node
 * @param posteriors for each arc, in the graph's order, the share of the paths through it: from 0
 *     to 1, and the derivative of the forward penalty by the arc's; all 0 where there is no path
 */
public record Forward(double penalty, double[] posteriors) {

  private static final int MOST_PLACES = 10_000_000;

  /**
   * Sums over all paths: one sweep forwards, one backwards.
   *
   * @param graph the graph
   * @return the forward penalty and its gradient
   */
  public static Forward of(Graph graph) {
    List<Arc> arcs = graph.arcs();
    int[] order = graph.order();
    double[] before = new double[graph.nodes()];
    double[] after = new double[graph.nodes()];
    Arrays.fill(before, Double.POSITIVE_INFINITY);
    Arrays.fill(after, Double.POSITIVE_INFINITY);
    before[0] = 0;
    after[graph.end()] = 0;
    for (int index : order) {
      Arc arc = arcs.get(index);
      before[arc.to()] = either(before[arc.to()], before[arc.from()] + arc.penalty());
    }
    for (int i = order.length - 1; i >= 0; i--) {
      Arc arc = arcs.get(order[i]);
      after[arc.from()] = either(after[arc.from()], after[arc.to()] + arc.penalty());
    }
    double total = before[graph.end()];
    double[] posteriors = new double[arcs.size()];
    for (int i = 0; i < posteriors.length && total < Double.POSITIVE_INFINITY; i++) {
      Arc arc = arcs.get(i);
      posteriors[i] = Math.exp(total - before[arc.from()] - arc.penalty() - after[arc.to()]);
    }
    return new Forward(total, posteriors);
  }

  /**
   * Sums over the paths that read a text, with no need for a {@link Composition}.
   *
   * @param graph the graph
   * @param text the text
   * @return the forward penalty; infinite where no path reads it
   * @throws IllegalArgumentException if nodes times characters are more than 10 million
   */
  public static double penalty(Graph graph, String text) {
    int[] symbols = text.codePoints().toArray();
    long size = (long) graph.nodes() * (symbols.length + 1);
    if (size > MOST_PLACES) {
      throw new IllegalArgumentException(
          "forward penalty: %d nodes and %d characters, wanted at most %d pairs"
              .formatted(graph.nodes(), symbols.length, MOST_PLACES));
    }
    double[][] before = new double[graph.nodes()][symbols.length + 1];
    for (double[] row : before) {
      Arrays.fill(row, Double.POSITIVE_INFINITY);
    }
    before[0][0] = 0;
    for (int index : graph.order()) {
      Arc arc = graph.arcs().get(index);
      int read = arc.reads() ? 1 : 0;
      for (int at = 0; at + read <= symbols.length; at++) {
        double from = before[arc.from()][at];
        if (from < Double.POSITIVE_INFINITY && (read == 0 || symbols[at] == arc.label())) {
          double[] to = before[arc.to()];
          to[at + read] = either(to[at + read], from + arc.penalty());
        }
      }
    }
    return before[graph.end()][symbols.length];
  }

  /** Returns −log(e^−a + e^−b) without an exponent that is too large. */
  private static double either(double a, double b) {
    double least = Math.min(a, b);
    return least == Double.POSITIVE_INFINITY
        ? least
        : least - Math.log1p(Math.exp(-Math.abs(a - b)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Forward that
        && Double.compare(penalty, that.penalty) == 0
        && Arrays.equals(posteriors, that.posteriors);
  }

  @Override
  public int hashCode() {
    return 31 * Double.hashCode(penalty) + Arrays.hashCode(posteriors);
  }

  @Override
  public String toString() {
    return "forward penalty " + penalty;
  }
}
