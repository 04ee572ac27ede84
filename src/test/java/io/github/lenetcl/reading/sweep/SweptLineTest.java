package io.github.lenetcl.reading.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.EmbeddedDigits;
import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.reading.compose.LineComposer;
import io.github.lenetcl.reading.compose.LineStyle;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SweptLineTest {

  private static final InkImage LINE =
      new LineComposer(EmbeddedDigits.test(), LineStyle.wide(5), 1).compose(0).ink();

  private static SweptLine swept(InkImage line) {
    return SweptLine.of(line, 32, 28, 1).orElseThrow();
  }

  @Test
  void marginsChangeNothing() {
    SweptLine before = swept(LINE);
    SweptLine after = swept(LINE.resampled(-11, -17, 1, LINE.height() + 30, LINE.width() + 40));
    assertEquals(before.ink(), after.ink());
    assertEquals(before.top() + 11, after.top(), 1e-9);
    assertEquals(before.left() + 17, after.left(), 1e-9);
  }

  @Test
  void aLargerPictureIsBroughtToTheSameSize() {
    InkImage larger = LINE.resampled(0, 0, 1 / 1.5, LINE.height() * 3 / 2, LINE.width() * 3 / 2);
    SweptLine before = swept(LINE);
    SweptLine after = swept(larger);
    assertEquals(1.5, after.step() / before.step(), 0.03);
    assertEquals(before.ink().width(), after.ink().width(), 4);
    assertEquals(32, after.ink().height());
    assertEquals(centre(before.ink()) % 4, centre(after.ink()) % 4, 0.05, "within a window's step");
  }

  /** The mean column of the ink. */
  private static double centre(InkImage ink) {
    double sum = 0;
    double moment = 0;
    for (int i = 0; i < ink.levels().length; i++) {
      int level = ink.levels()[i] & 0xff;
      sum += level;
      moment += level * (i % ink.width() + 2.5);
    }
    return moment / sum;
  }

  @Test
  void hasRoomForAWindowAtTheEdgeOfTheInk() {
    InkImage ink = swept(LINE).ink();
    Extent extent = Extent.of(ink.levels(), ink.width(), 80).orElseThrow();
    // 14 columns, and at most a step of the window more.
    assertEquals(16, extent.left(), 3.01);
    assertEquals(16, ink.width() - extent.right(), 3.01);
  }

  @Test
  void tellsWhereColumnsAreInTheLine() {
    SweptLine line = swept(LINE);
    Extent whole = line.inLine(0, line.ink().width(), LINE);
    assertEquals(0, whole.left());
    assertEquals(LINE.width(), whole.right());
    Extent none = line.inLine(-50, -40, LINE);
    assertTrue(none.width() >= 1 && none.left() == 0);
  }

  @Test
  void aBlankLineIsNothing() {
    assertEquals(Optional.empty(), SweptLine.of(new InkImage(9, 7, new byte[63]), 32, 28, 1));
  }

  @Test
  void aSinglePixelIsALine() {
    InkImage dot = new InkImage(1, 1, new byte[] {-1});
    assertEquals(32, swept(dot).ink().height());
  }
}
