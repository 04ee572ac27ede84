package io.github.lenetcl.reading.segmentation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.EmbeddedDigits;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.reading.KeptLines;
import io.github.lenetcl.reading.compose.LineComposer;
import io.github.lenetcl.reading.compose.LineStyle;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RuledLineTest {

  @Test
  void feetOfDigitsInARowAreNoRuledLine() throws IOException {
    // 23223, whose feet run into each other.
    InkImage ink = InkImage.of(KeptLines.of("overlapping").get(9).picture());
    assertTrue(RuledLine.find(ink).isEmpty());
  }

  @Test
  void aRuledLineIsTakenAwayAndTheDigitsStay() {
    for (int index = 0; index < 10; index++) {
      LineStyle plain = LineStyle.wide(5).withSpeckle(0);
      InkImage without = line(plain, index);
      InkImage ruled = line(plain.withRule(true), index);
      RuledLine rule = RuledLine.find(ruled).orElseThrow();
      InkImage removed = rule.removedFrom(ruled);
      int lost = 0;
      int left = 0;
      for (int i = 0; i < removed.levels().length; i++) {
        boolean was = (without.levels()[i] & 0xff) >= Blob.INK;
        boolean is = (removed.levels()[i] & 0xff) >= Blob.INK;
        lost += was && !is ? 1 : 0;
        left += is && !was ? 1 : 0;
      }
      assertTrue(lost < 25, lost + " pixels of digits were lost");
      assertTrue(left < 40, left + " pixels of the rule are left");
      assertTrue(RuledLine.find(without).isEmpty());
    }
  }

  private static InkImage line(LineStyle style, int index) {
    return new LineComposer(EmbeddedDigits.test(), style, 1).compose(index).ink();
  }
}
