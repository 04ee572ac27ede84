package io.github.lenetcl.reading.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Best paths and sums over paths against all paths, one by one. */
class PathsTest {

  private static final int GRAPHS = 400;

  @Test
  void theDrawnGraphsHaveManyPathsOrNone() {
    Random random = new Random(1);
    int none = 0;
    int many = 0;
    for (int i = 0; i < GRAPHS; i++) {
      int paths = BruteForce.paths(BruteForce.graph(random)).size();
      none += paths == 0 ? 1 : 0;
      many += paths > 10 ? 1 : 0;
    }
    assertTrue(none > 20 && many > 20, none + " without a path, " + many + " with many");
  }

  @Test
  void viterbiFindsTheBestOfAllPaths() {
    Random random = new Random(1);
    for (int i = 0; i < GRAPHS; i++) {
      Graph graph = BruteForce.graph(random);
      assertPath(BruteForce.paths(graph).stream().findFirst(), Viterbi.best(graph));
    }
  }

  private static void assertPath(Optional<Path> expected, Optional<Path> found) {
    assertEquals(expected.map(Path::arcs), found.map(Path::arcs));
    assertEquals(
        expected.map(Path::penalty).orElse(0.0), found.map(Path::penalty).orElse(0.0), 1e-12);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 1000})
  void nBestAreTheFirstOfAllPaths(int n) {
    Random random = new Random(2);
    for (int i = 0; i < GRAPHS; i++) {
      Graph graph = BruteForce.graph(random);
      List<Path> expected = BruteForce.paths(graph).stream().limit(n).toList();
      assertPaths(expected, NBest.paths(graph, n));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 1000})
  void nBestReadingsAreTheBestPathOfEachText(int n) {
    Random random = new Random(3);
    for (int i = 0; i < GRAPHS; i++) {
      Graph graph = BruteForce.graph(random);
      Map<String, Path> byText = new LinkedHashMap<>();
      BruteForce.paths(graph).forEach(path -> byText.putIfAbsent(graph.read(path), path));
      assertPaths(byText.values().stream().limit(n).toList(), NBest.readings(graph, n));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\d", "\\d{2,3}", "0?1*|2\\d", "3*"})
  void nBestReadingsOfAGrammarAreThoseOfTheComposition(String pattern) {
    Automaton grammar = Grammars.pattern(pattern);
    Random random = new Random(8);
    for (int i = 0; i < GRAPHS; i++) {
      Graph graph = BruteForce.graph(random);
      Composition composed = Composition.of(graph, grammar);
      List<Path> expected =
          NBest.readings(composed.graph(), 4).stream().map(composed::origin).toList();
      assertPaths(expected, NBest.readings(graph, grammar, 4));
    }
  }

  private static void assertPaths(List<Path> expected, List<Path> found) {
    assertEquals(
        expected.stream().map(Path::arcs).toList(), found.stream().map(Path::arcs).toList());
  }

  @Test
  void theForwardPenaltyIsTheSumOverAllPaths() {
    Random random = new Random(4);
    for (int i = 0; i < GRAPHS; i++) {
      Graph graph = BruteForce.graph(random);
      double expected = BruteForce.forward(BruteForce.paths(graph));
      double found = Forward.of(graph).penalty();
      assertTrue(expected == found || Math.abs(expected - found) < 1e-10, expected + " " + found);
    }
  }

  @Test
  void theForwardPenaltyOfATextIsTheSumOverItsPaths() {
    Random random = new Random(7);
    for (int i = 0; i < GRAPHS; i++) {
      Graph graph = BruteForce.graph(random);
      for (String text : List.of("", "0", "12", "021", "3")) {
        List<Path> own =
            BruteForce.paths(graph).stream().filter(path -> graph.read(path).equals(text)).toList();
        double expected = BruteForce.forward(own);
        double found = Forward.penalty(graph, text);
        assertTrue(expected == found || Math.abs(expected - found) < 1e-10, expected + " " + found);
      }
    }
  }

  @Test
  void posteriorsAreTheShareOfThePathsThroughAnArc() {
    Random random = new Random(5);
    for (int i = 0; i < GRAPHS; i++) {
      Graph graph = BruteForce.graph(random);
      List<Path> paths = BruteForce.paths(graph);
      double[] posteriors = Forward.of(graph).posteriors();
      for (int arc = 0; arc < posteriors.length; arc++) {
        int index = arc;
        List<Path> through = paths.stream().filter(path -> path.arcs().contains(index)).toList();
        double expected =
            through.isEmpty()
                ? 0
                : Math.exp(BruteForce.forward(paths) - BruteForce.forward(through));
        assertEquals(expected, posteriors[arc], 1e-10);
      }
    }
  }

  @Test
  void posteriorsAreTheGradientOfTheForwardPenalty() {
    Random random = new Random(6);
    double step = 1e-4;
    for (int i = 0; i < GRAPHS; i++) {
      Graph graph = BruteForce.graph(random);
      Forward forward = Forward.of(graph);
      for (int arc = 0; Double.isFinite(forward.penalty()) && arc < graph.arcs().size(); arc++) {
        double above = Forward.of(changed(graph, arc, step)).penalty();
        double below = Forward.of(changed(graph, arc, -step)).penalty();
        assertEquals((above - below) / (2 * step), forward.posteriors()[arc], 1e-6);
      }
    }
  }

  private static Graph changed(Graph graph, int index, double by) {
    List<Arc> arcs = new ArrayList<>(graph.arcs());
    Arc arc = arcs.get(index);
    arcs.set(index, new Arc(arc.from(), arc.to(), arc.label(), arc.penalty() + by));
    return new Graph(graph.nodes(), arcs);
  }

  @Test
  void largePenaltiesNeitherOverflowNorVanish() {
    for (double large : new double[] {-5000, 5000}) {
      Graph graph = new Graph(2, List.of(new Arc(0, 1, '1', large), new Arc(0, 1, '2', large + 1)));
      Forward forward = Forward.of(graph);
      assertEquals(large - Math.log1p(Math.exp(-1)), forward.penalty(), 1e-9);
      assertEquals(1 / (1 + Math.exp(-1)), forward.posteriors()[0], 1e-9);
    }
  }

  @Test
  void aSingleNodeReadsNothing() {
    Graph graph = new Graph(1, List.of());
    Path path = Viterbi.best(graph).orElseThrow();
    assertEquals("", graph.read(path));
    assertEquals(0, path.penalty());
    assertEquals(0, Forward.of(graph).penalty());
    assertEquals(List.of(path), NBest.readings(graph, 3));
  }

  @Test
  void misuseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Arc(1, 1, '0', 0));
    assertThrows(IllegalArgumentException.class, () -> new Arc(0, 1, '0', Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new Arc(0, 1, -1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Graph(0, List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> new Graph(2, List.of(new Arc(0, 2, '0', 0))));
    assertThrows(IllegalArgumentException.class, () -> NBest.paths(new Graph(1, List.of()), 0));
  }
}
