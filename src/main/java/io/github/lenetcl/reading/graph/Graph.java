package io.github.lenetcl.reading.graph;

import java.util.List;

/**
 * A directed graph without cycles. Its nodes are numbered so that every arc goes to a larger one;
 * paths lead from node 0 to the last node. Where there is a single node, the empty path is the only
 * one.
 *
 * <p>Arcs keep the order in which they are given, so that what is told of them, such as {@link
 * Forward#posteriors()}, can be handed back to where their penalties came from.
 */
public final class Graph {

  private final int nodes;
  private final List<Arc> arcs;
  private final int[] order;

  /**
   * Makes a graph.
   *
   * @param nodes how many nodes there are, at least one
   * @param arcs the arcs, in any order
   * @throws IllegalArgumentException if an arc ends beyond the last node
   */
  public Graph(int nodes, List<Arc> arcs) {
    if (nodes < 1) {
      throw new IllegalArgumentException("graph: " + nodes + " nodes, wanted at least 1");
    }
    this.nodes = nodes;
    this.arcs = List.copyOf(arcs);
    for (Arc arc : this.arcs) {
      if (arc.to() >= nodes) {
        throw new IllegalArgumentException(
            "graph: arc to node %d, wanted at most %d".formatted(arc.to(), nodes - 1));
      }
    }
    this.order = sortByBegin();
  }

  /** {@return how many nodes there are} */
  public int nodes() {
    return nodes;
  }

  /** {@return the last node, where paths end} */
  public int end() {
    return nodes - 1;
  }

  /** {@return the arcs, in the order in which they were given} */
  public List<Arc> arcs() {
    return arcs;
  }

  /** {@return the indices of all arcs by the nodes where they begin; not a copy} */
  int[] order() {
    return order;
  }

  private int[] sortByBegin() {
    int[] start = new int[nodes + 1];
    for (Arc arc : arcs) {
      start[arc.from() + 1]++;
    }
    for (int node = 0; node < nodes; node++) {
      start[node + 1] += start[node];
    }
    int[] sorted = new int[arcs.size()];
    for (int i = 0; i < sorted.length; i++) {
      sorted[start[arcs.get(i).from()]++] = i;
    }
    return sorted;
  }

  /**
   * {@return what a path reads}
   *
   * @param path a path of this graph
   */
  public String read(Path path) {
    StringBuilder text = new StringBuilder();
    for (int index : path.arcs()) {
      if (arcs.get(index).reads()) {
        text.appendCodePoint(arcs.get(index).label());
      }
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return "graph of %d nodes and %d arcs".formatted(nodes, arcs.size());
  }
}
