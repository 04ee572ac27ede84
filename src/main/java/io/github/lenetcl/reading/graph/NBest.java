package io.github.lenetcl.reading.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The n paths of the smallest penalties. Each node keeps its n best beginnings, which is enough:
 * whatever follows, n paths are better than one that begins with any other.
 */
public final class NBest {

  /** A path from the first node, as its last arc and what comes before that. */
  private record Beginning(Optional<Beginning> before, int arc, double penalty, String text) {}

  private NBest() {}

  /**
   * {@return the n best paths, the best first; fewer where there are fewer}
   *
   * @param graph the graph
   * @param n how many, at least 1
   */
  public static List<Path> paths(Graph graph, int n) {
    return best(graph, n, false);
  }

  /**
   * {@return the best paths of the n best texts, the best first: no two read the same; fewer where
   * there are fewer}
   *
   * @param graph the graph
   * @param n how many, at least 1
   */
  public static List<Path> readings(Graph graph, int n) {
    return best(graph, n, true);
  }

  private static List<Path> best(Graph graph, int n, boolean distinct) {
    if (n < 1) {
      throw new IllegalArgumentException("n best: n " + n + ", wanted at least 1");
    }
    List<List<Beginning>> beginnings =
        IntStream.range(0, graph.nodes())
            .<List<Beginning>>mapToObj(node -> new ArrayList<>())
            .toList();
    beginnings.get(0).add(new Beginning(Optional.empty(), -1, 0, ""));
    int node = -1;
    for (int index : graph.order()) {
      Arc arc = graph.arcs().get(index);
      for (; node < arc.from(); node++) {
        keepBest(beginnings.get(node + 1), n, distinct);
      }
      for (Beginning before : beginnings.get(arc.from())) {
        String text = arc.reads() ? before.text + Character.toString(arc.label()) : before.text;
        beginnings
            .get(arc.to())
            .add(new Beginning(Optional.of(before), index, before.penalty + arc.penalty(), text));
      }
    }
    List<Beginning> whole = beginnings.get(graph.end());
    keepBest(whole, n, distinct);
    return whole.stream().map(NBest::path).toList();
  }

  private static void keepBest(List<Beginning> all, int n, boolean distinct) {
    all.sort(Comparator.comparingDouble(Beginning::penalty));
    if (distinct) {
      Set<String> seen = new HashSet<>();
      all.removeIf(beginning -> !seen.add(beginning.text));
    }
    if (all.size() > n) {
      all.subList(n, all.size()).clear();
    }
  }

  private static Path path(Beginning whole) {
    Deque<Integer> arcs = new ArrayDeque<>();
    for (Beginning last = whole; last.before.isPresent(); last = last.before.get()) {
      arcs.addFirst(last.arc);
    }
    return new Path(new ArrayList<>(arcs), whole.penalty);
  }
}
