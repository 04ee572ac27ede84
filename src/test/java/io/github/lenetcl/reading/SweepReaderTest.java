package io.github.lenetcl.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.data.EmbeddedDigits;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.reading.compose.LineComposer;
import io.github.lenetcl.reading.compose.LineStyle;
import io.github.lenetcl.reading.graph.Grammars;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SweepReaderTest {

  private static final ReadingOptions FIVE = ReadingOptions.of(Grammars.digits(5));
  private static Backend backend;
  private static SweepReader reader;

  @BeforeAll
  static void open() throws IOException {
    backend = CpuBackend.plain(2);
    reader = new SweepReader(backend, Models.bundled("paper"));
  }

  @AfterAll
  static void close() {
    reader.close();
    backend.close();
  }

  private static InkImage line(int index) {
    return new LineComposer(EmbeddedDigits.test(), LineStyle.wide(5), 1).compose(index).ink();
  }

  @Test
  void aBlankLineReadsAsNothing() {
    InkImage blank = new InkImage(40, 90, new byte[3600]);
    assertEquals("", reader.read(blank, ReadingOptions.ANY).text());
    assertTrue(reader.read(blank, FIVE).best().isEmpty());
  }

  @Test
  void blankLinesAmongOthersKeepTheirPlaces() {
    InkImage blank = new InkImage(40, 90, new byte[3600]);
    List<Reading> together = reader.read(List.of(line(0), blank, line(1)), FIVE);
    assertEquals(reader.read(line(0), FIVE).text(), together.get(0).text());
    assertTrue(together.get(1).best().isEmpty());
    assertEquals(reader.read(line(1), FIVE).text(), together.get(2).text());
  }

  @Test
  void readsWhatTheGrammarAllowsFromLeftToRight() {
    Reading reading = reader.read(line(2), FIVE);
    List<Symbol> symbols = reading.best().orElseThrow().symbols();
    assertEquals(5, symbols.size());
    for (int i = 1; i < 5; i++) {
      assertTrue(symbols.get(i - 1).box().left() < symbols.get(i).box().left());
    }
    assertTrue(reading.confidence() > 0 && reading.confidence() <= 1);
  }

  @Test
  void moreScalesAndHeightsAreReadAtOnce() throws IOException {
    Sweeping sweeping = new Sweeping(List.of(1.0, 0.85, 1.2), 3, 1);
    try (SweepReader several = new SweepReader(backend, Models.bundled("paper"), sweeping)) {
      assertEquals(5, several.read(line(3), FIVE).text().length());
    }
    assertThrows(IllegalArgumentException.class, () -> new Sweeping(List.of(), 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Sweeping(List.of(Double.NaN), 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Sweeping(List.of(1.0), 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Sweeping(List.of(1.0), 1, 7));
  }

  @Test
  void drawsAColumnForEachPosition() {
    String drawing = reader.explain(line(1), FIVE, "a < b");
    String text = reader.read(line(1), FIVE).text();
    assertTrue(
        drawing.startsWith("<svg ") && drawing.contains(">" + text + ", confidence "), drawing);
    assertTrue(drawing.contains(">a &lt; b<"), "the caption");
    int cells = drawing.split("fill-opacity", -1).length - 1;
    assertTrue(cells > 100 && cells % 10 == 0, () -> cells + " cells");
    assertTrue(reader.explain(new InkImage(9, 7, new byte[63]), FIVE, "").contains(">blank<"));
  }

  @Test
  void anyPictureGetsAnAnswer() {
    byte[] noise = new byte[50 * 300];
    new Random(1).nextBytes(noise);
    byte[] stroke = new byte[3 * 10_000];
    Arrays.fill(stroke, 10_000, 20_000, (byte) 255);
    for (InkImage image :
        List.of(
            new InkImage(1, 1, new byte[] {-1}),
            new InkImage(50, 300, noise),
            new InkImage(3, 10_000, stroke))) {
      Reading reading = reader.read(image, ReadingOptions.ANY);
      assertTrue(reading.confidence() >= 0 && reading.confidence() <= 1, image::toString);
    }
  }
}
