package io.github.lenetcl.reading.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** All paths of small random graphs, one by one. */
final class BruteForce {

  private BruteForce() {}

  /** Draws a graph of up to 7 nodes and 16 arcs with parallel arcs, dead ends and empty labels. */
  static Graph graph(Random random) {
    int nodes = 1 + random.nextInt(7);
    List<Arc> arcs = new ArrayList<>();
    for (int i = nodes == 1 ? 0 : random.nextInt(16); i > 0; i--) {
      int from = random.nextInt(nodes - 1);
      int to = from + 1 + random.nextInt(nodes - 1 - from);
      int label = random.nextInt(5) == 0 ? Arc.NOTHING : '0' + random.nextInt(3);
      arcs.add(new Arc(from, to, label, 4 * random.nextGaussian()));
    }
    return new Graph(nodes, arcs);
  }

  /** Lists all paths, the best first. */
  static List<Path> paths(Graph graph) {
    List<Path> found = new ArrayList<>();
    extend(graph, 0, new ArrayList<>(), 0, found);
    found.sort(Comparator.comparingDouble(Path::penalty));
    return found;
  }

  private static void extend(
      Graph graph, int node, List<Integer> arcs, double penalty, List<Path> found) {
    if (node == graph.end()) {
      found.add(new Path(arcs, penalty));
    }
    for (int i = 0; i < graph.arcs().size(); i++) {
      Arc arc = graph.arcs().get(i);
      if (arc.from() == node) {
        List<Integer> longer = new ArrayList<>(arcs);
        longer.add(i);
        extend(graph, arc.to(), longer, penalty + arc.penalty(), found);
      }
    }
  }

  /** Sums over paths by the letter. */
  static double forward(List<Path> paths) {
    double sum = 0;
    for (Path path : paths) {
      sum += Math.exp(-path.penalty());
    }
    return -Math.log(sum);
  }
}
