package io.github.lenetcl.reading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.DigitImage;
import io.github.lenetcl.data.InkImage;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.reading.compose.ComposedLine;
import io.github.lenetcl.reading.compose.LineComposer;
import io.github.lenetcl.reading.compose.LineStyle;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SegmentationTest {

  private final LabelledImages digits;

  SegmentationTest() throws IOException {
    digits = DataSets.embedded().test().orElseThrow();
  }

  private ComposedLine line(LineStyle style, int index) {
    return new LineComposer(digits, style, 1).compose(index);
  }

  @Test
  void everyPixelOfInkIsInOnePart() {
    for (int index = 0; index < 10; index++) {
      InkImage ink = line(LineStyle.overlapping(5, 4).withSpeckle(0), index).ink();
      Set<Integer> seen = new HashSet<>();
      for (Part part : Segmentation.of(ink).parts()) {
        for (int pixel : part.pixels()) {
          assertTrue(seen.add(pixel), "pixel " + pixel + " is in two parts");
        }
      }
      for (int i = 0; i < ink.levels().length; i++) {
        assertTrue((ink.levels()[i] & 0xff) < Blob.INK || seen.contains(i), "pixel " + i);
      }
    }
  }

  @Test
  void thereAreMoreCutsThanNeeded() {
    for (int index = 0; index < 10; index++) {
      assertTrue(Segmentation.of(line(LineStyle.touching(5), index).ink()).parts().size() >= 8);
    }
  }

  @Test
  void aPieceOfAllPartsOfADigitIsTheDigitAsItIsNormalised() {
    for (int i = 0; i < 20; i++) {
      InkImage ink = new InkImage(28, 28, digits.image(i));
      Segmentation segmentation = Segmentation.of(ink);
      int last = segmentation.parts().size() - 1;
      Piece whole =
          segmentation.pieces().stream()
              .filter(piece -> piece.first() == 0 && piece.last() == last)
              .findFirst()
              .orElseThrow();
      assertEquals(0, whole.severed());
      byte[] expected = DigitImage.normalise(segmentation.inkOf(whole)).orElseThrow();
      byte[] found = segmentation.normalised(whole).orElseThrow();
      assertArrayEquals(expected, found);
      int off = 0;
      byte[] direct = DigitImage.normalise(ink).orElseThrow();
      for (int at = 0; at < direct.length; at++) {
        off += Math.abs((direct[at] & 0xff) - (found[at] & 0xff)) > 16 ? 1 : 0;
      }
      assertTrue(off < 40, off + " pixels differ");
    }
  }

  @Test
  void aRuledLineIsTakenAwayAndTheDigitsStay() {
    for (int index = 0; index < 10; index++) {
      LineStyle plain = LineStyle.wide(5).withSpeckle(0);
      InkImage without = line(plain, index).ink();
      InkImage ruled = line(plain.withRule(true), index).ink();
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

  @Test
  void specksAreNoParts() {
    InkImage clean = line(LineStyle.wide(5).withSpeckle(0), 0).ink();
    InkImage specks = line(LineStyle.wide(5).withSpeckle(0.002), 0).ink();
    int more = Segmentation.of(specks).line().blobs().size();
    assertEquals(Segmentation.of(clean).line().blobs().size(), more, 1);
  }

  @Test
  void veryLargeDigitsAreMadeSmaller() {
    byte[] digit = digits.image(0);
    int scale = 20;
    byte[] levels = new byte[28 * 28 * scale * scale];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = digit[i / (28 * scale) / scale * 28 + i % (28 * scale) / scale];
    }
    Segmentation segmentation = Segmentation.of(new InkImage(28 * scale, 28 * scale, levels));
    assertTrue(segmentation.line().height() <= 80 && segmentation.line().height() >= 30);
  }
}
