package io.github.lenetcl.reading;

import io.github.lenetcl.data.Extent;
import io.github.lenetcl.reading.graph.Arc;
import io.github.lenetcl.reading.graph.Composition;
import io.github.lenetcl.reading.graph.Forward;
import io.github.lenetcl.reading.graph.Graph;
import io.github.lenetcl.reading.graph.NBest;
import io.github.lenetcl.reading.graph.Path;
import java.util.List;
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
    Composition accepted = accepted(graph, options);
    List<Candidate> candidates =
        NBest.readings(accepted.graph(), options.candidates()).stream()
            .map(path -> candidate(graph, accepted.origin(path), box))
            .toList();
    double confidence =
        candidates.isEmpty() ? 0 : share(accepted.graph(), candidates.get(0).text());
    return new Reading(candidates, confidence);
  }

  private static Composition accepted(Graph graph, ReadingOptions options) {
    return options
        .grammar()
        .map(grammar -> Composition.of(graph, grammar))
        .orElseGet(() -> Composition.unchanged(graph));
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

  private static double share(Graph graph, String text) {
    return Math.min(1, Math.exp(Forward.of(graph).penalty() - Forward.penalty(graph, text)));
  }
}
