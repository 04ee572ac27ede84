package io.github.lenetcl.reading.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Optional;

/** The path of the smallest penalty (Section V-A): one sweep over the nodes in their order. */
public final class Viterbi {

  private Viterbi() {}

  /**
   * {@return the path of the smallest penalty, or nothing where no path reaches the last node} Of
   * equal ones the arc that comes first, by the node where it begins and then in the graph's order,
   * is taken.
   *
   * @param graph the graph
   */
  public static Optional<Path> best(Graph graph) {
    return best(graph, Automaton.ANYTHING);
  }

  /**
   * {@return the path of the smallest penalty of those that a grammar accepts, if there is one}
   * What {@code best} says of the {@link Composition} of the two, without making it.
   *
   * @param graph the graph
   * @param grammar the grammar
   * @throws IllegalArgumentException if the two together are too large: more than 10 million pairs
   *     of node and state
   */
  public static Optional<Path> best(Graph graph, Automaton grammar) {
    Places places = new Places(graph, grammar);
    double[] least = places.filled(Double.POSITIVE_INFINITY);
    int[] by = new int[least.length];
    int[] from = new int[least.length];
    least[0] = 0;
    for (int index : graph.order()) {
      double penalty = graph.arcs().get(index).penalty();
      places.forEachStep(
          index,
          (before, after) -> {
            if (least[before] + penalty < least[after]) {
              least[after] = least[before] + penalty;
              by[after] = index;
              from[after] = before;
            }
          });
    }
    int end = -1;
    for (int place : places.ends()) {
      if (least[place] < (end < 0 ? Double.POSITIVE_INFINITY : least[end])) {
        end = place;
      }
    }
    if (end < 0) {
      return Optional.empty();
    }
    Deque<Integer> path = new ArrayDeque<>();
    for (int place = end; place != 0; place = from[place]) {
      path.addFirst(by[place]);
    }
    return Optional.of(new Path(new ArrayList<>(path), least[end]));
  }
}
