package io.github.lenetcl.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.reading.graph.Grammars;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CutFirstReaderTest {

  private static final ReadingOptions FIVE = ReadingOptions.of(Grammars.digits(5));

  private static Selection cpu;
  private static CutFirstReader reader;

  @BeforeAll
  static void open() throws IOException {
    cpu = Backends.open("cpu");
    reader = new CutFirstReader(cpu.backend(), Models.bundled("best"));
  }

  @AfterAll
  static void close() {
    reader.close();
    cpu.close();
  }

  @Test
  void digitsApartNeedNoCut() throws IOException {
    int right = 0;
    for (KeptLines line : KeptLines.of("wide")) {
      Reading reading = reader.read(InkImage.of(line.picture()), FIVE);
      right += reading.text().equals(line.text()) ? 1 : 0;
    }
    assertTrue(right >= 10, right + " of 12");
  }

  @Test
  void whatHangsTogetherIsSharedOutAmongTheDigitsThatAreWanted() throws IOException {
    for (String spacing : List.of("touching", "overlapping")) {
      for (KeptLines line : KeptLines.of(spacing)) {
        List<Symbol> symbols =
            reader.read(InkImage.of(line.picture()), FIVE).best().orElseThrow().symbols();
        assertEquals(5, symbols.size());
        for (int i = 1; i < 5; i++) {
          Extent before = symbols.get(i - 1).box();
          Extent after = symbols.get(i).box();
          assertTrue(before.left() + before.right() < after.left() + after.right());
        }
      }
    }
  }

  @Test
  void aDotIsNoFiveDigits() {
    byte[] levels = new byte[20 * 20];
    levels[10 * 20 + 10] = (byte) 255;
    assertTrue(reader.read(new InkImage(20, 20, levels), FIVE).best().isEmpty());
  }
}
