package io.github.lenetcl.reading.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
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
    List<Arc> arcs = graph.arcs();
    double[] least = new double[graph.nodes()];
    int[] by = new int[graph.nodes()];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Arrays.fill(by, -1);
    least[0] = 0;
    for (int index : graph.order()) {
      Arc arc = arcs.get(index);
      double penalty = least[arc.from()] + arc.penalty();
      if (penalty < least[arc.to()]) {
        least[arc.to()] = penalty;
        by[arc.to()] = index;
      }
    }
    if (least[graph.end()] == Double.POSITIVE_INFINITY) {
      return Optional.empty();
    }
    Deque<Integer> path = new ArrayDeque<>();
    for (int node = graph.end(); node != 0; node = arcs.get(by[node]).from()) {
      path.addFirst(by[node]);
    }
    return Optional.of(new Path(new ArrayList<>(path), least[graph.end()]));
  }
}
