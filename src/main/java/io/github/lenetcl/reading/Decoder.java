package io.github.lenetcl.reading;

import io.github.lenetcl.data.Extent;
import io.github.lenetcl.reading.graph.Arc;
import io.github.lenetcl.reading.graph.Automaton;
import io.github.lenetcl.reading.graph.Composition;
import io.github.lenetcl.reading.graph.Forward;
import io.github.lenetcl.reading.graph.Graph;
import io.github.lenetcl.reading.graph.NBest;
import io.github.lenetcl.reading.graph.Path;
import io.github.lenetcl.reading.graph.Viterbi;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Turns a graph of what a line may say into a reading. */
final class Decoder {

  private Decoder() {}

  /**
   * Finds the best paths that the grammar accepts, and the share of the best text in all of them.
   *
   * @param graph what the line may say
   * @param box where an arc of the graph, by its index, stands in the line
   * @param options what is asked
   */
  static Reading read(Graph graph, IntFunction<Extent> box, ReadingOptions options) {
    List<Candidate> candidates =
        paths(graph, options).stream().map(path -> candidate(graph, path, box)).toList();
    double confidence =
        candidates.isEmpty() ? 0 : share(graph, candidates.get(0).text(), options.grammar());
    return new Reading(candidates, confidence);
  }

  private static double share(Graph graph, String text, Optional<Automaton> grammar) {
    double all =
        grammar.map(g -> Forward.penalty(graph, g)).orElseGet(() -> Forward.penalty(graph));
    return Math.min(1, Math.exp(all - Forward.penalty(graph, text)));
  }

  private static List<Path> paths(Graph graph, ReadingOptions options) {
    if (options.candidates() > 1) {
      return several(graph, options);
    }
    return options
        .grammar()
        .map(grammar -> Viterbi.best(graph, grammar))
        .orElseGet(() -> Viterbi.best(graph))
        .stream()
        .toList();
  }

  private static List<Path> several(Graph graph, ReadingOptions options) {
    Composition accepted =
        options
            .grammar()
            .map(grammar -> Composition.of(graph, grammar))
            .orElseGet(() -> Composition.unchanged(graph));
    return NBest.readings(accepted.graph(), options.candidates()).stream()
        .map(accepted::origin)
        .toList();
  }

  private static Candidate candidate(Graph graph, Path path, IntFunction<Extent> box) {
    List<Symbol> symbols =
        path.arcs().stream()
            .filter(index -> graph.arcs().get(index).reads())
            .map(index -> symbol(graph.arcs().get(index), box.apply(index)))
            .toList();
    return new Candidate(graph.read(path), path.penalty(), symbols);
  }

  private static Symbol symbol(Arc arc, Extent box) {
    return new Symbol(arc.label(), arc.penalty(), box);
  }
}
