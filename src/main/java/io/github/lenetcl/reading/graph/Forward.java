package io.github.lenetcl.reading.graph;

import java.util.Arrays;

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

  /** A path whose penalty is larger by this adds less to a sum than its last bit. */
  private static final double NEGLIGIBLE = 40;

  /**
   * Sums over all paths: one sweep forwards, one backwards.
   *
   * @param graph the graph
   * @return the forward penalty and its gradient
   */
  public static Forward of(Graph graph) {
    return of(graph, Automaton.ANYTHING);
  }

  /**
   * Sums over the paths that a grammar accepts. What {@code of} says of the {@link Composition} of
   * the two, without making it.
   *
   * @param graph the graph
   * @param grammar the grammar
   * @return the forward penalty and its gradient
   * @throws IllegalArgumentException if the two together are too large: more than 10 million pairs
   *     of node and state
   */
  public static Forward of(Graph graph, Automaton grammar) {
    Places places = new Places(graph, grammar);
    double[] before = forwards(graph, places);
    double total = total(before, places);
    double[] after = places.filled(Double.POSITIVE_INFINITY);
    for (int end : places.ends()) {
      after[end] = 0;
    }
    double[] posteriors = new double[graph.arcs().size()];
    int[] order = graph.order();
    for (int i = order.length - 1; i >= 0 && total < Double.POSITIVE_INFINITY; i--) {
      int index = order[i];
      double penalty = graph.arcs().get(index).penalty();
      places.forEachStep(
          index,
          (from, to) -> {
            double rest = penalty + after[to];
            after[from] = either(after[from], rest);
            posteriors[index] += Math.exp(total - before[from] - rest);
          });
    }
    return new Forward(total, posteriors);
  }

  /**
   * {@return the forward penalty of all paths, without its gradient}
   *
   * @param graph the graph
   */
  public static double penalty(Graph graph) {
    return penalty(graph, Automaton.ANYTHING);
  }

  /**
   * {@return the forward penalty of the paths that a grammar accepts, without its gradient}
   *
   * @param graph the graph
   * @param grammar the grammar
   * @throws IllegalArgumentException if the two together are too large: more than 10 million pairs
   *     of node and state
   */
  public static double penalty(Graph graph, Automaton grammar) {
    Places places = new Places(graph, grammar);
    return total(forwards(graph, places), places);
  }

  /**
   * {@return the forward penalty of the paths that read a text; infinite where there is none}
   *
   * @param graph the graph
   * @param text the text
   * @throws IllegalArgumentException if nodes times characters are more than 10 million
   */
  public static double penalty(Graph graph, String text) {
    return penalty(graph, Grammars.text(text));
  }

  /** The forward penalty of the ways to each place. */
  private static double[] forwards(Graph graph, Places places) {
    double[] before = places.filled(Double.POSITIVE_INFINITY);
    before[0] = 0;
    for (int index : graph.order()) {
      double penalty = graph.arcs().get(index).penalty();
      places.forEachStep(
          index, (from, to) -> before[to] = either(before[to], before[from] + penalty));
    }
    return before;
  }

  private static double total(double[] before, Places places) {
    double total = Double.POSITIVE_INFINITY;
    for (int end : places.ends()) {
      total = either(total, before[end]);
    }
    return total;
  }

  /** Returns −log(e^−a + e^−b), without an exponent that is too large. */
  private static double either(double a, double b) {
    double least = Math.min(a, b);
    double more = Math.max(a, b) - least;
    return more < NEGLIGIBLE ? least - Math.log1p(Math.exp(-more)) : least;
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
