package io.github.lenetcl.reading.sweep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lenetcl.reading.graph.Composition;
import io.github.lenetcl.reading.graph.Forward;
import io.github.lenetcl.reading.graph.Grammars;
import io.github.lenetcl.reading.graph.Graph;
import io.github.lenetcl.reading.graph.Viterbi;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The graph of a row against all choices at all positions, spelled one by one. */
class CharacterModelTest {

  private static final int[] LABELS = {'3', '7'};
  private static final CharacterModel MODEL = new CharacterModel(0.5, 3);

  @Test
  void everyTextHasTheSharesOfAllItsSpellings() {
    for (int positions = 1; positions <= 6; positions++) {
      PenaltyRow row = row(new Random(positions), positions, 2);
      Graph graph = MODEL.graph(row, LABELS);
      Map<String, Double> shares = new HashMap<>();
      Map<String, Double> best = new HashMap<>();
      enumerate(row, 0, 2, "", 0, shares, best);
      double all = shares.values().stream().mapToDouble(Double::doubleValue).sum();
      assertEquals(-Math.log(all), Forward.of(graph).penalty(), 1e-12);
      for (String text : shares.keySet()) {
        Graph only = Composition.of(graph, Grammars.text(text)).graph();
        int[] classes = text.chars().map(symbol -> symbol == LABELS[0] ? 0 : 1).toArray();
        Graph same = Spellings.of(MODEL, row, classes).graph();
        assertEquals(-Math.log(shares.get(text)), Forward.of(same).penalty(), 1e-12, text);
        assertEquals(best.get(text), Viterbi.best(same).orElseThrow().penalty(), 1e-12, text);
        assertEquals(-Math.log(shares.get(text)), Forward.of(only).penalty(), 1e-12, text);
        assertEquals(best.get(text), Viterbi.best(only).orElseThrow().penalty(), 1e-12, text);
      }
    }
  }

  private static void enumerate(
      PenaltyRow row,
      int position,
      int before,
      String text,
      double penalty,
      Map<String, Double> shares,
      Map<String, Double> best) {
    if (position == row.positions()) {
      shares.merge(text, Math.exp(-penalty), Double::sum);
      best.merge(text, penalty, Math::min);
      return;
    }
    for (int now = 0; now <= row.classes(); now++) {
      double own = now == 2 ? 0.5 * 3 : 0.5 * row.at(position, now);
      String then = now == 2 || now == before ? text : text + (char) LABELS[now];
      enumerate(row, position + 1, now, then, penalty + own, shares, best);
    }
  }

  @Test
  void sharesAreOfAllClassesAndJunk() {
    PenaltyRow row = new PenaltyRow(1, 2, new double[] {1, 2});
    double sum = Math.exp(-0.5) + Math.exp(-1) + Math.exp(-1.5);
    assertArrayEquals(
        new double[] {Math.exp(-0.5) / sum, Math.exp(-1) / sum, Math.exp(-1.5) / sum},
        MODEL.shares(row, 0),
        1e-15);
  }

  @Test
  void spellsWhatTheBestPathReads() {
    for (int seed = 0; seed < 20; seed++) {
      PenaltyRow row = row(new Random(seed), 9, 2);
      Graph graph = MODEL.graph(row, LABELS);
      assertEquals(graph.read(Viterbi.best(graph).orElseThrow()), MODEL.spell(row, LABELS));
    }
  }

  @Test
  void twoAlikeNeedJunkBetweenThem() {
    double near = 0;
    double far = 50;
    PenaltyRow together = new PenaltyRow(3, 2, new double[] {near, far, near, far, near, far});
    PenaltyRow apart = new PenaltyRow(3, 2, new double[] {near, far, far, far, near, far});
    assertEquals("3", MODEL.spell(together, LABELS));
    assertEquals("33", MODEL.spell(apart, LABELS));
  }

  @Test
  void tellsThePositionOfEveryArc() {
    PenaltyRow row = row(new Random(1), 5, 2);
    Graph graph = MODEL.graph(row, LABELS);
    assertEquals(3 + 4 * 9, graph.arcs().size());
    for (int arc = 0; arc < graph.arcs().size(); arc++) {
      int position = CharacterModel.position(arc, 2);
      assertEquals(MODEL.penalty(row, position, arc % 3), graph.arcs().get(arc).penalty());
    }
  }

  @Test
  void refusesAModelThatIsNone() {
    assertThrows(IllegalArgumentException.class, () -> new CharacterModel(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new CharacterModel(1, Double.NaN));
  }

  static PenaltyRow row(Random random, int positions, int classes) {
    return new PenaltyRow(
        positions, classes, random.doubles((long) positions * classes, 0, 9).toArray());
  }
}
