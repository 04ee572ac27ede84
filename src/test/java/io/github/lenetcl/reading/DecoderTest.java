package io.github.lenetcl.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.reading.graph.Arc;
import io.github.lenetcl.reading.graph.Automaton;
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

  private static final Decoder DECODER =
      new Decoder(Alphabet.of(List.of("1", "2", "7")), Credence.PLAIN);

  private static Extent box(int arc) {
    return new Extent(0, arc, 1, arc + 1);
  }

  @Test
  void candidatesAreTheBestTextsWithTheirBoxes() {
    Reading reading =
        DECODER.read(GRAPH, DecoderTest::box, new ReadingOptions(Optional.empty(), 3));
    assertEquals(
        List.of("22", "1", "21"), reading.candidates().stream().map(Candidate::text).toList());
    assertEquals(0.8, reading.candidates().get(0).penalty(), 1e-12);
    assertEquals(
        List.of(new Symbol('2', 0.3, box(1)), new Symbol('2', 0.5, box(2))),
        reading.best().orElseThrow().symbols());
  }

  @Test
  void whatSeveralPathsReadIsBetterThanTheBestPath() {
    // 7 by the best path; 1 by two that are nearly as good.
    Graph graph =
        new Graph(
            2, List.of(new Arc(0, 1, '7', 1.0), new Arc(0, 1, '1', 1.2), new Arc(0, 1, '1', 1.3)));
    Reading reading = DECODER.read(graph, DecoderTest::box, ReadingOptions.ANY);
    assertEquals("1", reading.text());
    assertEquals(1.2, reading.candidates().get(0).penalty());
    double ones = Math.exp(-1.2) + Math.exp(-1.3);
    assertEquals(ones / (ones + Math.exp(-1.0)), reading.confidence(), 1e-12);
    Reading two = DECODER.read(graph, DecoderTest::box, new ReadingOptions(Optional.empty(), 2));
    assertEquals(List.of("1", "7"), two.candidates().stream().map(Candidate::text).toList());
    assertEquals(1, two.candidates().stream().mapToDouble(Candidate::share).sum(), 1e-12);
  }

  @Test
  void severalLooksAreWeighedAlike() {
    Graph one = new Graph(2, List.of(new Arc(0, 1, '7', 0.0), new Arc(0, 1, '1', 0.2)));
    Graph other = new Graph(2, List.of(new Arc(0, 1, '7', 8.0), new Arc(0, 1, '1', 5.0)));
    Graph blind = new Graph(2, List.of(new Arc(0, 1, Arc.NOTHING, 0.0)));
    ReadingOptions digit = ReadingOptions.of(Grammars.digits(1));
    Reading reading = DECODER.read(List.of(one, other, blind), DecoderTest::box, digit);
    assertEquals("1", reading.text());
    double first = 1 / (1 + Math.exp(0.2));
    double second = 1 / (1 + Math.exp(-3.0));
    double fit = Credence.PLAIN.fit(2.0 / 3, 1);
    assertEquals(fit * (first + second) / 3, reading.confidence(), 1e-12);
    assertEquals(0.2, reading.candidates().get(0).penalty());
    assertTrue(DECODER.read(List.of(blind, one), DecoderTest::box, digit).best().isEmpty());
  }

  @Test
  void confidenceIsTheShareOfAllPathsThatReadTheText() {
    double[] penalties = {1.0, 0.8, 1.2, 2.5, 2.9};
    double sum = 0;
    for (double penalty : penalties) {
      sum += Math.exp(-penalty);
    }
    Reading any = DECODER.read(GRAPH, DecoderTest::box, ReadingOptions.ANY);
    assertEquals(Math.exp(-0.8) / sum, any.confidence(), 1e-12);
    Reading one = DECODER.read(GRAPH, DecoderTest::box, ReadingOptions.of(Grammars.digits(1)));
    assertEquals("1", one.text());
    double ones = Math.exp(-1.0) + Math.exp(-2.9);
    double fit = Credence.PLAIN.fit((ones + Math.exp(-2.5)) / sum, 1);
    assertEquals(fit, one.fit(), 1e-12);
    assertEquals(fit * ones / (ones + Math.exp(-2.5)), one.confidence(), 1e-12);
  }

  @Test
  void whatTheGrammarRefusesIsNotRead() {
    Reading none = DECODER.read(GRAPH, DecoderTest::box, ReadingOptions.of(Grammars.digits(5)));
    assertEquals("", none.text());
    assertTrue(none.best().isEmpty());
    assertEquals(0, none.confidence());
  }

  @Test
  void whatNobodyAskedForCompetes() {
    // A point, five nats likelier than nothing, between two digits that are certain.
    Graph graph =
        new Graph(
            4,
            List.of(
                new Arc(0, 1, '1', 0.0),
                new Arc(1, 2, '.', 0.0),
                new Arc(1, 2, Arc.NOTHING, 5.0),
                new Arc(2, 3, '2', 0.0)));
    double left = 1 / (1 + Math.exp(5.0));
    Reading digits = DECODER.read(graph, DecoderTest::box, ReadingOptions.ANY);
    assertEquals("12", digits.text());
    assertEquals("1.2", digits.seen());
    assertEquals(8 * left / (8 * left + 1 - left), digits.confidence(), 1e-6);
    Automaton two = Grammars.digits(2);
    Reading asked = DECODER.read(graph, DecoderTest::box, ReadingOptions.of(two));
    assertEquals(60 * left / (60 * left + 1 - left), asked.fit(), 1e-12);
    Reading point = DECODER.read(graph, DecoderTest::box, ReadingOptions.of(Grammars.amount()));
    assertEquals("1.2", point.text());
    assertTrue(point.confidence() > 0.99);
  }

  @Test
  void calibrationKeepsTheOrderAndOneHalf() {
    assertEquals(0, Credence.FITTED.confidence(0, 1));
    assertEquals(0.5, Credence.PLAIN.confidence(0.5, 1), 1e-12);
    assertEquals(0.25, Credence.PLAIN.confidence(0.5, 0.5), 1e-12);
    double before = 0;
    for (double share = 0.01; share <= 1; share += 0.01) {
      double confidence = Credence.FITTED.confidence(share, 1);
      assertTrue(confidence > before && confidence <= 1);
      before = confidence;
    }
    assertTrue(Credence.FITTED.confidence(0.93, 1) < 0.9, "shares are too sure of themselves");
  }

  /** A digit more is as likely as it looks; a mark that nobody asked for is less so. */
  @Test
  void aPatternIsBelievedAgainstMarksAndNotAgainstOtherDigits() {
    assertEquals(0.5, Credence.FITTED.fit(0.5, 1), 1e-12);
    assertEquals(60.0 / 61, Credence.FITTED.fit(0.5, 0.5), 1e-12);
    assertEquals(100.0 / 101, Credence.FITTED.fit(0.5), 1e-12);
    assertEquals(0, Credence.FITTED.fit(0, 1));
    assertTrue(Credence.FITTED.isRefused(1e-4));
    assertFalse(Credence.FITTED.isRefused(1e-3));
  }

  @Test
  void nothingIsNoReading() {
    Graph blank = new Graph(1, List.of());
    for (ReadingOptions options :
        List.of(ReadingOptions.ANY, ReadingOptions.of(Grammars.digits(0, 9)))) {
      Reading reading = DECODER.read(blank, DecoderTest::box, options);
      assertTrue(reading.best().isEmpty());
      assertEquals(0, reading.confidence());
      assertEquals("", reading.seen());
    }
  }

  @Test
  void longNamesHaveBlanksBetweenThem() {
    Alphabet alphabet = Alphabet.of(List.of("ox", "a"));
    int ox = alphabet.symbols()[0];
    Graph graph = new Graph(3, List.of(new Arc(0, 1, ox, 0.0), new Arc(1, 2, 'a', 0.0)));
    Reading reading =
        new Decoder(alphabet, Credence.PLAIN).read(graph, DecoderTest::box, ReadingOptions.ANY);
    assertEquals("ox a", reading.text());
    assertEquals("ox", reading.best().orElseThrow().symbols().get(0).text());
  }

  @Test
  void belowTheThresholdIsRejected() {
    Reading reading = DECODER.read(GRAPH, DecoderTest::box, ReadingOptions.ANY);
    assertEquals(reading, reading.orRejected(reading.confidence()));
    assertEquals("", reading.orRejected(reading.confidence() + 0.01).text());
  }
}
