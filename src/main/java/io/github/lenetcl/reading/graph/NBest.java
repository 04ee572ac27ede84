package io.github.lenetcl.reading.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The n paths of the smallest penalties. Each {@linkplain Places place} keeps its n best
 * beginnings, which is enough: whatever follows, n paths are better than one that begins with any
 * other.
 */
public final class NBest {

  /** A path from the first node, as its last arc and what comes before that. */
  private record Beginning(Optional<Beginning> before, int arc, double penalty, String text) {}

  /** A beginning with an arc behind it, of which most are not kept. */
  private record Longer(Beginning before, int arc, double penalty) {}

  private final Graph graph;
  private final Places places;
  private final int n;
  private final boolean distinct;

  /** What leads to each place, until the best are kept. */
  private final List<Longer>[] arrivals;

  private final List<Beginning>[] kept;

  @SuppressWarnings({"unchecked", "rawtypes"})
  private NBest(Graph graph, Automaton grammar, int n, boolean distinct) {
    if (n < 1) {
      throw new IllegalArgumentException("n best: n " + n + ", wanted at least 1");
    }
    this.graph = graph;
    this.places = new Places(graph, grammar);
    this.n = n;
    this.distinct = distinct;
    arrivals = new List[places.count()];
    kept = new List[places.count()];
  }

  /**
   * {@return the n best paths, the best first; fewer where there are fewer}
   *
   * @param graph the graph
   * @param n how many, at least 1
   */
  public static List<Path> paths(Graph graph, int n) {
    return new NBest(graph, Automaton.ANYTHING, n, false).best();
  }

  /**
   * {@return the best paths of the n best texts, the best first: no two read the same; fewer where
   * there are fewer}
   *
   * @param graph the graph
   * @param n how many, at least 1
   */
  public static List<Path> readings(Graph graph, int n) {
    return readings(graph, Automaton.ANYTHING, n);
  }

  /**
   * {@return the best paths of the n best texts that a grammar accepts} What {@code readings} says
   * of the {@link Composition} of the two, without making it.
   *
   * @param graph the graph
   * @param grammar the grammar
   * @param n how many, at least 1
   * @throws IllegalArgumentException if the two together are too large: more than 10 million pairs
   *     of node and state
   */
  public static List<Path> readings(Graph graph, Automaton grammar, int n) {
    return new NBest(graph, grammar, n, true).best();
  }

  private List<Path> best() {
    kept[0] = List.of(new Beginning(Optional.empty(), -1, 0, ""));
    for (int index : graph.order()) {
      places.forEachStep(index, (from, to) -> step(index, from, to));
    }
    List<Beginning> whole = new ArrayList<>();
    for (int end : places.ends()) {
      // Texts that end in different states of the grammar are different.
      whole.addAll(kept(end));
    }
    return whole.stream()
        .sorted(Comparator.comparingDouble(Beginning::penalty))
        .limit(n)
        .map(NBest::path)
        .toList();
  }

  private void step(int index, int from, int to) {
    if (arrivals[to] == null) {
      arrivals[to] = new ArrayList<>();
    }
    double penalty = graph.arcs().get(index).penalty();
    for (Beginning before : kept(from)) {
      arrivals[to].add(new Longer(before, index, before.penalty + penalty));
    }
  }

  /** Returns the best beginnings that end in a place; all that lead there have been added. */
  private List<Beginning> kept(int place) {
    if (kept[place] == null) {
      kept[place] = arrivals[place] == null ? List.of() : bestOf(arrivals[place]);
      arrivals[place] = null;
    }
    return kept[place];
  }

  private List<Beginning> bestOf(List<Longer> all) {
    all.sort(Comparator.comparingDouble(Longer::penalty));
    List<Beginning> best = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < all.size() && best.size() < n; i++) {
      Beginning beginning = of(all.get(i));
      if (!distinct || seen.add(beginning.text)) {
        best.add(beginning);
      }
    }
    return best;
  }

  private Beginning of(Longer longer) {
    Arc arc = graph.arcs().get(longer.arc);
    String text = longer.before.text;
    return new Beginning(
        Optional.of(longer.before),
        longer.arc,
        longer.penalty,
        arc.reads() ? text + Character.toString(arc.label()) : text);
  }

  private static Path path(Beginning whole) {
    Deque<Integer> arcs = new ArrayDeque<>();
    for (Beginning last = whole; last.before.isPresent(); last = last.before.get()) {
      arcs.addFirst(last.arc);
    }
    return new Path(new ArrayList<>(arcs), whole.penalty);
  }
}
