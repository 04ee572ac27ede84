package io.github.lenetcl.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.EmbeddedDigits;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.reading.compose.ComposedLine;
import io.github.lenetcl.reading.compose.LineComposer;
import io.github.lenetcl.reading.compose.LineStyle;
import io.github.lenetcl.reading.graph.Grammars;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bundled model that is swept over lines, on digits that it was not trained on. */
class BundledSweepTest {

  private static final ReadingOptions FIVE = ReadingOptions.of(Grammars.digits(5));

  private static Selection cpu;
  private static SweepReader reader;

  @BeforeAll
  static void open() throws IOException {
    cpu = Backends.open("cpu");
    reader = new SweepReader(cpu.backend(), Models.bundled("sdnn"));
  }

  @AfterAll
  static void close() {
    reader.close();
    cpu.close();
  }

  private static int misread(LineStyle style) {
    LineComposer composer = new LineComposer(EmbeddedDigits.test(), style, 1);
    List<ComposedLine> lines = IntStream.range(0, 200).mapToObj(composer::compose).toList();
    List<Reading> readings = reader.read(lines.stream().map(ComposedLine::ink).toList(), FIVE);
    return (int)
        IntStream.range(0, lines.size())
            .filter(i -> !lines.get(i).text().equals(readings.get(i).text()))
            .count();
  }

  @Test
  void readsWholeNumbers() {
    int wide = misread(LineStyle.wide(5));
    int touching = misread(LineStyle.touching(5));
    int overlapping = misread(LineStyle.overlapping(5, 4));
    assertTrue(
        wide <= 10 && touching <= 20 && overlapping <= 40,
        () -> "of 200 each " + wide + ", " + touching + " and " + overlapping);
  }

  @Test
  void readsOneDigitAsItself() {
    LineComposer composer = new LineComposer(EmbeddedDigits.test(), LineStyle.wide(1), 1);
    long right =
        IntStream.range(0, 50)
            .mapToObj(composer::compose)
            .filter(line -> reader.read(line.ink(), ReadingOptions.ANY).text().equals(line.text()))
            .count();
    assertTrue(right >= 47, right + " of 50");
  }

  @Test
  void coloursAndMarginsChangeNoReading() throws IOException {
    for (KeptLines line : KeptLines.all()) {
      String text = read(line.picture());
      assertEquals(text, read(line.inverted()));
      assertEquals(text, read(line.withMargins()));
    }
  }

  /** With one look two of the 36 are read otherwise, both in doubt. */
  @Test
  void theSizeChangesNoReading() throws IOException {
    assertTrue(changedBySize(reader) <= 2);
    Sweeping often = new Sweeping(List.of(1.0), 1, LineReader.MOST_LOOKS);
    try (SweepReader looking = new SweepReader(cpu.backend(), Models.bundled("sdnn"), often)) {
      assertEquals(0, changedBySize(looking));
    }
  }

  private static int changedBySize(SweepReader reader) throws IOException {
    int changed = 0;
    for (KeptLines line : KeptLines.all()) {
      Reading plain = reader.read(InkImage.of(line.picture()), FIVE);
      Reading larger = reader.read(InkImage.of(line.larger()), FIVE);
      boolean same = plain.text().equals(larger.text());
      assertTrue(same || Math.max(plain.confidence(), larger.confidence()) < 0.5, line.text());
      changed += same ? 0 : 1;
    }
    return changed;
  }

  private static String read(BufferedImage picture) {
    return reader.read(InkImage.of(picture), FIVE).text();
  }
}
