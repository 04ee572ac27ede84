package io.github.lenetcl.reading;

import io.github.lenetcl.data.Extent;
import io.github.lenetcl.reading.graph.Arc;
import io.github.lenetcl.reading.graph.Automaton;
import io.github.lenetcl.reading.graph.Forward;
import io.github.lenetcl.reading.graph.Grammars;
import io.github.lenetcl.reading.graph.Graph;
import io.github.lenetcl.reading.graph.NBest;
import io.github.lenetcl.reading.graph.Path;
import io.github.lenetcl.reading.graph.Viterbi;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Turns graphs of what a line may say into a reading: the text that most of the paths read, each
 * weighed by e^−penalty (Section VI-C). Where digits overlap, many paths of nearly the same cuts
 * read the same; the best path alone tells less.
 */
final class Decoder {

  /** The texts of so many best paths are compared, or more if more are wanted. */
  private static final int RIVALS = 4;

  private Decoder() {}

  /**
   * Finds the best texts that the grammar accepts, with the best path of each.
   *
   * @param graph what the line may say
   * @param box where an arc of the graph, by its index, stands in the line
   * @param options what is asked
   */
  static Reading read(Graph graph, IntFunction<Extent> box, ReadingOptions options) {
    return read(List.of(graph), box, options);
  }

  private static Reading ofBestPath(
      Graph graph, IntFunction<Extent> box, Optional<Automaton> grammar) {
    Optional<Path> path =
        grammar.map(g -> Viterbi.best(graph, g)).orElseGet(() -> Viterbi.best(graph));
    return reading(
        path.stream()
            .map(p -> candidate(graph, p, share(graph, graph.read(p), all(graph, grammar)), box))
            .toList());
  }

  /**
   * Finds the best texts of several looks at a line: those of the greatest share on the average.
   *
   * @param looks what the line may say, one graph for each look
   * @param box where an arc of the first graph, by its index, stands in the line
   * @param options what is asked
   */
  static Reading read(List<Graph> looks, IntFunction<Extent> box, ReadingOptions options) {
    if (looks.size() == 1 && options.candidates() == 1) {
      Reading best = ofBestPath(looks.get(0), box, options.grammar());
      // No other text can have a larger share than one half.
      if (best.best().isEmpty() || best.confidence() >= 0.5) {
        return best;
      }
    }
    int rivals = Math.max(RIVALS, options.candidates());
    Set<String> texts = new LinkedHashSet<>();
    for (Graph look : looks) {
      texts.addAll(texts(look, options.grammar(), rivals));
    }
    double[] all = looks.stream().mapToDouble(look -> all(look, options.grammar())).toArray();
    return reading(
        texts.stream()
            .flatMap(text -> candidate(looks, all, text, box).stream())
            .sorted(Comparator.comparingDouble(Candidate::share).reversed())
            .limit(options.candidates())
            .toList());
  }

  private static Reading reading(List<Candidate> candidates) {
    return new Reading(candidates, candidates.isEmpty() ? 0 : candidates.get(0).share());
  }

  private static List<String> texts(Graph graph, Optional<Automaton> grammar, int count) {
    return grammar
        .map(g -> NBest.readings(graph, g, count))
        .orElseGet(() -> NBest.readings(graph, count))
        .stream()
        .map(graph::read)
        .toList();
  }

  /** A text with its best path in the first look, if there is one. */
  private static Optional<Candidate> candidate(
      List<Graph> looks, double[] all, String text, IntFunction<Extent> box) {
    double share = 0;
    for (int i = 0; i < all.length; i++) {
      share += share(looks.get(i), text, all[i]) / all.length;
    }
    double mean = share;
    Graph first = looks.get(0);
    return Viterbi.best(first, Grammars.text(text)).map(path -> candidate(first, path, mean, box));
  }

  /** The forward penalty of all paths that the grammar accepts. */
  private static double all(Graph graph, Optional<Automaton> grammar) {
    return grammar.map(g -> Forward.penalty(graph, g)).orElseGet(() -> Forward.penalty(graph));
  }

  /** The share of the paths that read a text; none where no path is accepted. */
  private static double share(Graph graph, String text, double all) {
    return all < Double.POSITIVE_INFINITY
        ? Math.min(1, Math.exp(all - Forward.penalty(graph, text)))
        : 0;
  }

  private static Candidate candidate(
      Graph graph, Path path, double share, IntFunction<Extent> box) {
    List<Symbol> symbols =
        path.arcs().stream()
            .filter(index -> graph.arcs().get(index).reads())
            .map(index -> symbol(graph.arcs().get(index), box.apply(index)))
            .toList();
    return new Candidate(graph.read(path), path.penalty(), share, symbols);
  }

  private static Symbol symbol(Arc arc, Extent box) {
    return new Symbol(arc.label(), arc.penalty(), box);
  }
}
