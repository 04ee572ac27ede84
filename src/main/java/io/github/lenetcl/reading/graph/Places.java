package io.github.lenetcl.reading.graph;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The nodes of a {@link Composition} without making it: a place is a node of the graph together
 * with a state of the grammar, and an arc is a step from each place where it begins. Place 0 is
 * where all paths begin.
 */
final class Places {

  private static final int MOST = 10_000_000;

  private final Graph graph;
  private final Automaton grammar;
  private final int states;
  private final boolean[] reached;

  Places(Graph graph, Automaton grammar) {
    this.graph = graph;
    this.grammar = grammar;
    this.states = grammar.states();
    long places = (long) graph.nodes() * states;
    if (places > MOST) {
      throw new IllegalArgumentException(
          "graph and grammar: %d nodes and %d states, wanted at most %d pairs"
              .formatted(graph.nodes(), states, MOST));
    }
    this.reached = new boolean[(int) places];
    reached[0] = true;
  }

  /** A step from a place to another. */
  interface Step {
    void take(int before, int after);
  }

  /** Takes the steps of an arc; forwards first, since only what was reached is stepped from. */
  void forEachStep(int index, Step step) {
    Arc arc = graph.arcs().get(index);
    int[] next = grammar.steps(arc.label());
    int before = arc.from() * states;
    int after = arc.to() * states;
    for (int state = 0; state < states; state++) {
      if (reached[before + state] && next[state] != Automaton.NOWHERE) {
        reached[after + next[state]] = true;
        step.take(before + state, after + next[state]);
      }
    }
  }

  /** Returns the places where a path may end. */
  int[] ends() {
    return IntStream.range(0, states)
        .filter(grammar::accepts)
        .map(state -> graph.end() * states + state)
        .toArray();
  }

  int count() {
    return reached.length;
  }

  double[] filled(double value) {
    double[] values = new double[reached.length];
    Arrays.fill(values, value);
    return values;
  }
}
