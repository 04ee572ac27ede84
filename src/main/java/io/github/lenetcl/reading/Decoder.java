package io.github.lenetcl.reading;

import io.github.lenetcl.data.ink.Extent;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Turns graphs of what a line may say into a reading: the text that most of the accepted paths
 * read, each weighed by e^−penalty (Section VI-C). Where digits overlap, many paths of nearly the
 * same cuts read the same; the best path alone tells less.
 *
 * <p>A graph also has paths that nobody asked for: marks where digits are wanted, foreign ink, gaps
 * that are spaces, more digits or fewer. They compete: of a line that they explain better, the
 * accepted paths have a small share, and so its confidence is small however sure they are among
 * themselves.
 */
final class Decoder {

  /** The texts of so many best paths are compared, or more if more are wanted. */
  private static final int RIVALS = 4;

  private final Alphabet alphabet;
  private final Credence credence;
  private final Automaton classes;

  /**
   * Makes a decoder.
   *
   * @param alphabet the characters of the classes, all that is read where nothing is asked for
   * @param credence how far shares are believed
   */
  Decoder(Alphabet alphabet, Credence credence) {
    this.alphabet = alphabet;
    this.credence = credence;
    this.classes = alphabet.any();
  }

  /**
   * A look at a line.
   *
   * @param graph what of the line may be read
   * @param accepted the forward penalty of the paths that are accepted there
   * @param share the share of the paths that hold nothing but what was asked for
   * @param alike the share of those that hold the symbols asked for and classes, in any order
   */
  private record Weighed(Graph graph, double accepted, double share, double alike) {

    /**
     * Weighs a look.
     *
     * @param graph what the line may say
     * @param grammar what is asked for
     * @param symbols any of its symbols and of the classes
     * @param read what of the line may be read
     */
    static Weighed of(Graph graph, Automaton grammar, Automaton symbols, Graph read) {
      double all = Forward.penalty(graph);
      double asked = Forward.penalty(graph, grammar);
      return new Weighed(
          read,
          read == graph ? asked : Forward.penalty(read, grammar),
          part(all, asked),
          part(all, Forward.penalty(graph, symbols)));
    }

    /** The share of the paths that read a text in the accepted ones. */
    double share(String text) {
      return part(accepted, Forward.penalty(graph, text));
    }

    /** Which part e^−some is of e^−whole; none where there is no path. */
    private static double part(double whole, double some) {
      return some < Double.POSITIVE_INFINITY ? Math.min(1, Math.exp(whole - some)) : 0;
    }
  }

  /**
   * Finds the best texts that are accepted, with the best path of each.
   *
   * @param graph what the line may say
   * @param box where an arc of the graph, by its index, stands in the line
   * @param options what is asked
   */
  Reading read(Graph graph, IntFunction<Extent> box, ReadingOptions options) {
    return read(List.of(graph), box, options);
  }

  /**
   * Finds the best texts of several looks at a line: those of the greatest share on the average.
   *
   * @param looks what the line may say, one graph for each look
   * @param box where an arc of the first graph, by its index, stands in the line
   * @param options what is asked
   */
  Reading read(List<Graph> looks, IntFunction<Extent> box, ReadingOptions options) {
    Automaton grammar = options.grammar().orElse(classes);
    boolean asked = options.grammar().isPresent();
    Automaton symbols = asked ? alphabet.anyWith(inks(grammar)) : classes;
    List<Weighed> weighed =
        looks.stream()
            .map(look -> Weighed.of(look, grammar, symbols, asked ? look : withoutMarks(look)))
            .toList();
    double share = weighed.stream().mapToDouble(Weighed::share).average().orElseThrow();
    double alike = weighed.stream().mapToDouble(Weighed::alike).average().orElseThrow();
    double fit = asked ? credence.fit(share, alike) : credence.fit(share);
    String seen = seen(looks.get(0), box);
    if (asked && credence.isRefused(share)) {
      return new Reading(List.of(), 0, fit, seen);
    }
    List<Candidate> candidates =
        texts(weighed, grammar, options.candidates()).stream()
            .flatMap(text -> candidate(weighed, text, fit, box).stream())
            .sorted(Comparator.comparingDouble(Candidate::share).reversed())
            .limit(options.candidates())
            .toList();
    if (candidates.isEmpty() || candidates.get(0).symbols().isEmpty()) {
      return new Reading(List.of(), 0, fit, seen);
    }
    List<Candidate> texts = candidates.stream().filter(each -> !each.symbols().isEmpty()).toList();
    return new Reading(texts, texts.get(0).share(), fit, seen);
  }

  /** What a grammar asks for that is ink: one more gap that may be a space is no other text. */
  private static int[] inks(Automaton grammar) {
    return IntStream.of(grammar.symbols()).filter(symbol -> symbol != Mark.SPACE).toArray();
  }

  /** The texts that may be the best ones. */
  private static Set<String> texts(List<Weighed> looks, Automaton grammar, int count) {
    Set<String> texts = new LinkedHashSet<>();
    for (Weighed look : looks) {
      Graph graph = look.graph;
      if (looks.size() == 1 && count == 1) {
        List<String> best = Viterbi.best(graph, grammar).stream().map(graph::read).toList();
        // No other text can have a larger share than one half.
        if (best.isEmpty() || look.share(best.get(0)) >= 0.5) {
          return new LinkedHashSet<>(best);
        }
      }
      NBest.readings(graph, grammar, Math.max(RIVALS, count)).stream()
          .map(graph::read)
          .forEach(texts::add);
    }
    return texts;
  }

  /**
   * Where nothing is asked for, classes are read: marks and spaces are ink that says nothing, and
   * what they are taken for lowers the confidence only.
   */
  private Graph withoutMarks(Graph graph) {
    List<Arc> arcs =
        graph.arcs().stream()
            .map(
                arc ->
                    isMark(arc) ? new Arc(arc.from(), arc.to(), Arc.NOTHING, arc.penalty()) : arc)
            .toList();
    return new Graph(graph.nodes(), arcs);
  }

  private boolean isMark(Arc arc) {
    return arc.reads() && arc.label() != Alphabet.FOREIGN && classes.next(0, arc.label()) < 0;
  }

  /** A text with its best path in the first look, if there is one. */
  private Optional<Candidate> candidate(
      List<Weighed> looks, String text, double fit, IntFunction<Extent> box) {
    double share = looks.stream().mapToDouble(look -> look.share(text)).average().orElseThrow();
    Graph first = looks.get(0).graph;
    return Viterbi.best(first, Grammars.text(text))
        .map(path -> candidate(first, path, credence.confidence(share, fit), box));
  }

  private Candidate candidate(Graph graph, Path path, double share, IntFunction<Extent> box) {
    return new Candidate(
        alphabet.spelled(graph.read(path)), path.penalty(), share, symbols(graph, path, box));
  }

  private List<Symbol> symbols(Graph graph, Path path, IntFunction<Extent> box) {
    return path.arcs().stream()
        .filter(index -> graph.arcs().get(index).reads())
        .map(index -> symbol(graph.arcs().get(index), box.apply(index)))
        .toList();
  }

  private Symbol symbol(Arc arc, Extent box) {
    return new Symbol(arc.label(), alphabet.name(arc.label()), arc.penalty(), box);
  }

  /** What the best of all paths reads, from the left to the right. */
  private String seen(Graph graph, IntFunction<Extent> box) {
    String coded =
        Viterbi.best(graph).stream()
            .flatMap(path -> symbols(graph, path, box).stream())
            .sorted(Comparator.comparingInt(each -> each.box().left() + each.box().right()))
            .map(symbol -> Character.toString(symbol.label()))
            .collect(Collectors.joining());
    return alphabet.spelled(coded);
  }
}
