package io.github.lenetcl.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.Extent;
import io.github.lenetcl.reading.graph.Arc;
import io.github.lenetcl.reading.graph.Grammars;
import io.github.lenetcl.reading.graph.Graph;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecoderTest {

  /** Reads 1 in one piece, or 22 or 21 in two, or 1 in two of which one is junk. */
  private static final Graph GRAPH =
      new Graph(
          3,
          List.of(
              new Arc(0, 2, '1', 1.0),
              new Arc(0, 1, '2', 0.3),
              new Arc(1, 2, '2', 0.5),
              new Arc(1, 2, '1', 0.9),
              new Arc(0, 1, Arc.NOTHING, 2.0)));

  private static Extent box(int arc) {
    return new Extent(0, arc, 1, arc + 1);
  }

  @Test
  void candidatesAreTheBestTextsWithTheirBoxes() {
    Reading reading =
        Decoder.read(GRAPH, DecoderTest::box, new ReadingOptions(Optional.empty(), 3));
    assertEquals(
        List.of("22", "1", "21"), reading.candidates().stream().map(Candidate::text).toList());
    assertEquals(0.8, reading.candidates().get(0).penalty(), 1e-12);
    assertEquals(
        List.of(new Symbol('2', 0.3, box(1)), new Symbol('2', 0.5, box(2))),
        reading.best().orElseThrow().symbols());
  }

  @Test
  void confidenceIsTheShareOfAllPathsThatReadTheText() {
    double[] penalties = {1.0, 0.8, 1.2, 2.5, 2.9};
    double sum = 0;
    for (double penalty : penalties) {
      sum += Math.exp(-penalty);
    }
    Reading any = Decoder.read(GRAPH, DecoderTest::box, ReadingOptions.ANY);
    assertEquals(Math.exp(-0.8) / sum, any.confidence(), 1e-12);
    Reading one = Decoder.read(GRAPH, DecoderTest::box, ReadingOptions.of(Grammars.digits(1)));
    assertEquals("1", one.text());
    double ones = Math.exp(-1.0) + Math.exp(-2.9);
    assertEquals(ones / (ones + Math.exp(-2.5)), one.confidence(), 1e-12);
  }

  @Test
  void whatTheGrammarRefusesIsNotRead() {
    Reading none = Decoder.read(GRAPH, DecoderTest::box, ReadingOptions.of(Grammars.digits(5)));
    assertEquals("", none.text());
    assertTrue(none.best().isEmpty());
    assertEquals(0, none.confidence());
  }

  @Test
  void belowTheThresholdIsRejected() {
    Reading reading = Decoder.read(GRAPH, DecoderTest::box, ReadingOptions.ANY);
    assertEquals(reading, reading.orRejected(reading.confidence()));
    assertEquals("", reading.orRejected(reading.confidence() + 0.01).text());
  }
}
