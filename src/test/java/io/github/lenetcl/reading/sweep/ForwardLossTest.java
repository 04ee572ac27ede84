package io.github.lenetcl.reading.sweep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.reading.graph.Composition;
import io.github.lenetcl.reading.graph.Forward;
import io.github.lenetcl.reading.graph.Grammars;
import io.github.lenetcl.reading.graph.Graph;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForwardLossTest {

  private static final int[] LABELS = {'0', '1', '2'};
  private static final CharacterModel MODEL = new CharacterModel(0.4, 4);
  private static final double STEP = 1e-5;

  @Test
  void gradientAgainstCentralDifferences() {
    for (String text : List.of("", "1", "02", "11", "201", "2102")) {
      PenaltyRow row = CharacterModelTest.row(new Random(text.length()), 7, 3);
      ForwardLoss loss = ForwardLoss.of(MODEL, row, LABELS, text);
      double[] differences = new double[row.penalties().length];
      for (int k = 0; k < differences.length; k++) {
        differences[k] = (shifted(row, k, STEP, text) - shifted(row, k, -STEP, text)) / (2 * STEP);
      }
      assertArrayEquals(differences, loss.gradient(), 1e-9, text);
    }
  }

  private static double shifted(PenaltyRow row, int k, double by, String text) {
    double[] penalties = row.penalties().clone();
    penalties[k] += by;
    PenaltyRow changed = new PenaltyRow(row.positions(), row.classes(), penalties);
    return ForwardLoss.of(MODEL, changed, LABELS, text).loss();
  }

  @Test
  void isTheShareOfTheRightPaths() {
    PenaltyRow row = CharacterModelTest.row(new Random(3), 6, 3);
    Graph all = MODEL.graph(row, LABELS);
    Graph right = Composition.of(all, Grammars.text("012")).graph();
    double expected = Forward.of(right).penalty() - Forward.of(all).penalty();
    assertEquals(expected, ForwardLoss.of(MODEL, row, LABELS, "012").loss(), 1e-12);
  }

  @Test
  void aTextThatDoesNotFitHasNoGradient() {
    PenaltyRow row = CharacterModelTest.row(new Random(4), 2, 3);
    ForwardLoss loss = ForwardLoss.of(MODEL, row, LABELS, "012");
    assertEquals(Double.POSITIVE_INFINITY, loss.loss());
    assertTrue(loss.misread());
    assertArrayEquals(new double[6], loss.gradient());
  }

  @Test
  void knowsWhatIsMisread() {
    double[] penalties = {0, 90, 90, 90, 90, 90, 90, 0, 90};
    PenaltyRow row = new PenaltyRow(3, 3, penalties);
    assertEquals(false, ForwardLoss.of(MODEL, row, LABELS, "01").misread());
    assertEquals(true, ForwardLoss.of(MODEL, row, LABELS, "02").misread());
  }
}
