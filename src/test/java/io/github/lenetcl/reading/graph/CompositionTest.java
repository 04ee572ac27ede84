package io.github.lenetcl.reading.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Composition against filtering all paths by what they read. */
class CompositionTest {

  private static final List<Automaton> GRAMMARS =
      List.of(
          Grammars.digits(2),
          Grammars.digits(0, 1),
          Grammars.digits(1, 4),
          Grammars.pattern("0*1+(2|12)?"),
          Grammars.luhn(),
          Grammars.luhn().and(Grammars.digits(2, 3)),
          Grammars.pattern("3"));

  @Test
  void itsPathsAreThoseThatTheGrammarAccepts() {
    Random random = new Random(1);
    int kept = 0;
    for (int i = 0; i < 300; i++) {
      Graph graph = BruteForce.graph(random);
      for (Automaton grammar : GRAMMARS) {
        List<Path> expected =
            BruteForce.paths(graph).stream()
                .filter(path -> grammar.accepts(graph.read(path)))
                .toList();
        Composition composition = Composition.of(graph, grammar);
        List<Path> found = BruteForce.paths(composition.graph());
        assertEquals(expected, found.stream().map(composition::origin).toList());
        assertEquals(
            expected.stream().map(graph::read).toList(),
            found.stream().map(composition.graph()::read).toList());
        kept += expected.size();
      }
    }
    assertTrue(kept > 300, kept + " paths were kept");
  }

  @Test
  void posteriorsOfComposedArcsAddUpToThoseOfTheirOrigins() {
    Graph graph =
        new Graph(
            3,
            List.of(
                new Arc(0, 1, '1', 1),
                new Arc(0, 1, '2', 2),
                new Arc(1, 2, '1', 0.5),
                new Arc(1, 2, '2', 0.1)));
    Composition composition = Composition.of(graph, Grammars.pattern("11|22|12"));
    double[] posteriors = Forward.of(composition.graph()).posteriors();
    double[] sums = new double[4];
    IntStream.range(0, posteriors.length)
        .forEach(i -> sums[composition.origins()[i]] += posteriors[i]);
    double[] weights = {Math.exp(-1.5), Math.exp(-2.1), Math.exp(-1.1)};
    double all = weights[0] + weights[1] + weights[2];
    assertEquals((weights[0] + weights[2]) / all, sums[0], 1e-12);
    assertEquals(weights[1] / all, sums[1], 1e-12);
    assertEquals(weights[0] / all, sums[2], 1e-12);
  }

  @Test
  void bestPathsAndSumsUnderAGrammarNeedNoComposition() {
    Random random = new Random(2);
    int none = 0;
    for (int i = 0; i < 300; i++) {
      Graph graph = BruteForce.graph(random);
      for (Automaton grammar : GRAMMARS) {
        List<Path> accepted =
            BruteForce.paths(graph).stream()
                .filter(path -> grammar.accepts(graph.read(path)))
                .toList();
        none += accepted.isEmpty() ? 1 : 0;
        assertEquals(
            accepted.stream().findFirst().map(Path::arcs),
            Viterbi.best(graph, grammar).map(Path::arcs));
        double sum = BruteForce.forward(accepted);
        Forward forward = Forward.of(graph, grammar);
        assertClose(sum, forward.penalty());
        assertClose(sum, Forward.penalty(graph, grammar));
        for (int arc = 0; arc < graph.arcs().size(); arc++) {
          int index = arc;
          List<Path> through =
              accepted.stream().filter(path -> path.arcs().contains(index)).toList();
          double share = through.isEmpty() ? 0 : Math.exp(sum - BruteForce.forward(through));
          assertEquals(share, forward.posteriors()[arc], 1e-10);
        }
      }
    }
    assertTrue(none > 50 && none < 300 * GRAMMARS.size() - 50, none + " without a path");
  }

  private static void assertClose(double expected, double found) {
    assertTrue(expected == found || Math.abs(expected - found) < 1e-10, expected + " " + found);
  }

  @Test
  void whatIsTooLargeIsRefused() {
    Graph graph = new Graph(600_000, List.of());
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Composition.of(graph, Grammars.luhn()));
    assertEquals(
        "composition: 600000 nodes and 100 states, wanted at most 50000000 pairs",
        refused.getMessage());
    refused =
        assertThrows(IllegalArgumentException.class, () -> Viterbi.best(graph, Grammars.luhn()));
    assertEquals(
        "graph and grammar: 600000 nodes and 100 states, wanted at most 10000000 pairs",
        refused.getMessage());
  }
}
