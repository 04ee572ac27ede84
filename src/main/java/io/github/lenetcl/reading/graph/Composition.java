package io.github.lenetcl.reading.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A graph composed with a grammar (Section VIII): its paths are those of the graph that read what
 * the grammar accepts, with the same penalties.
 *
 * @param graph the composed graph
 * @param origins for each of its arcs, which arc of the graph before it is
 */
public record Composition(Graph graph, int[] origins) {

  private static final int MOST_PLACES = 50_000_000;

  /**
   * Composes. An arc that reads nothing leaves the grammar's state as it is.
   *
   * @param graph the graph
   * @param automaton the grammar
   * @return their composition
   * @throws IllegalArgumentException if the two together are too large: more than 50 million pairs
   *     of node and state
   */
  public static Composition of(Graph graph, Automaton automaton) {
    long places = (long) graph.nodes() * automaton.states();
    if (places > MOST_PLACES) {
      throw new IllegalArgumentException(
          "composition: %d nodes and %d states, wanted at most %d pairs"
              .formatted(graph.nodes(), automaton.states(), MOST_PLACES));
    }
    return new Composer(graph, automaton, (int) places).compose();
  }

  /**
   * {@return a graph without a grammar, in the same form}
   *
   * @param graph the graph
   */
  public static Composition unchanged(Graph graph) {
    return new Composition(graph, IntStream.range(0, graph.arcs().size()).toArray());
  }

  /**
   * {@return a path of the composed graph as one of the graph before}
   *
   * @param path a path of the composed graph
   */
  public Path origin(Path path) {
    return new Path(path.arcs().stream().map(arc -> origins[arc]).toList(), path.penalty());
  }

  /** Visits the pairs of node and state that can be reached, in the order of the nodes. */
  private static final class Composer {

    private final Graph graph;
    private final Automaton automaton;
    private final int states;

    /** By node and state: the number of the pair in the composed graph, or −1. */
    private final int[] number;

    Composer(Graph graph, Automaton automaton, int places) {
      this.graph = graph;
      this.automaton = automaton;
      this.states = automaton.states();
      this.number = new int[places];
    }

    Composition compose() {
      int nodes = numberReached();
      List<Arc> arcs = new ArrayList<>();
      List<Integer> origins = new ArrayList<>();
      for (int index : graph.order()) {
        Arc arc = graph.arcs().get(index);
        for (int state = 0; state < states; state++) {
          int from = number[arc.from() * states + state];
          int after = from < 0 ? Automaton.NOWHERE : after(arc, state);
          if (after != Automaton.NOWHERE && number[arc.to() * states + after] >= 0) {
            int to = number[arc.to() * states + after];
            arcs.add(new Arc(from, to, arc.label(), arc.penalty()));
            origins.add(index);
          }
        }
      }
      return new Composition(
          new Graph(nodes, arcs), origins.stream().mapToInt(Integer::intValue).toArray());
    }

    private int after(Arc arc, int state) {
      return arc.reads() ? automaton.next(state, arc.label()) : state;
    }

    /** Numbers the pairs; all that may end have the last number, those that may not have none. */
    private int numberReached() {
      boolean[] reached = new boolean[number.length];
      reached[0] = true;
      for (int index : graph.order()) {
        Arc arc = graph.arcs().get(index);
        for (int state = 0; state < states; state++) {
          if (reached[arc.from() * states + state]) {
            int after = after(arc, state);
            if (after != Automaton.NOWHERE) {
              reached[arc.to() * states + after] = true;
            }
          }
        }
      }
      Arrays.fill(number, -1);
      int last = graph.end() * states;
      int nodes = 0;
      for (int place = 0; place < last; place++) {
        if (reached[place]) {
          number[place] = nodes++;
        }
      }
      // The empty path through a single node may not be accepted: then no path reaches this end.
      boolean refusedEmpty = last == 0 && !automaton.accepts(0);
      int end = refusedEmpty ? 1 : nodes;
      for (int state = 0; state < states; state++) {
        if (reached[last + state] && automaton.accepts(state)) {
          number[last + state] = end;
        }
      }
      return end + 1;
    }
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "composed " + graph;
  }
}
