package io.github.lenetcl.reading.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.data.ink.DigitImage;
import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.reading.compose.ComposedLine;
import io.github.lenetcl.reading.compose.LineComposer;
import io.github.lenetcl.reading.compose.LineStyle;
import java.io.IOException;
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
  void everyPixelOfInkIsInAPart() {
    for (int index = 0; index < 10; index++) {
      Segmentation line =
          Segmentation.of(line(LineStyle.overlapping(5, 4).withSpeckle(0), index).ink());
      boolean[] seen = new boolean[line.parts().size()];
      InkImage ink = line.line().ink();
      for (int i = 0; i < ink.levels().length; i++) {
        int owner = line.owners()[i];
        assertTrue((ink.levels()[i] & 0xff) < Blob.INK || owner >= 0, "pixel " + i);
        if (owner >= 0) {
          seen[owner] = true;
        }
      }
      for (boolean part : seen) {
        assertTrue(part);
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
      byte[] drawn = new byte[3 * 784];
      new PieceImage(segmentation, 0).draw(whole, drawn, 784);
      byte[] direct = DigitImage.normalise(ink).orElseThrow();
      double both = 0;
      double one = 0;
      double other = 0;
      double mass = 0;
      double moment = 0;
      for (int at = 0; at < 784; at++) {
        assertTrue(drawn[at] == 0 && drawn[2 * 784 + at] == 0, "drawn beside its image");
        int level = drawn[784 + at] & 0xff;
        both += level * (direct[at] & 0xff);
        one += level * level;
        other += (direct[at] & 0xff) * (direct[at] & 0xff);
        mass += level;
        moment += level * (at % 28 + 0.5);
      }
      assertTrue(
          both / Math.sqrt(one * other) > 0.9, "correlation " + both / Math.sqrt(one * other));
      assertEquals(14.5, moment / mass, 0.1, "the centre of mass");
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
  void digitsOfAnySizeAreBroughtToOne() {
    for (int scale : new int[] {1, 2, 20}) {
      InkImage ink = new InkImage(28, 28, digits.image(0));
      InkImage large = ink.resampled(0, 0, 1.0 / scale, 28 * scale, 28 * scale);
      CleanLine line = Segmentation.of(large).line();
      Extent extent = line.blobs().get(0).extent();
      assertEquals(CleanLine.HEIGHT, extent.height(), 1.5);
      Extent expected = Extent.of(large.levels(), large.width(), Blob.INK).orElseThrow();
      assertEquals(expected.left(), line.inPicture(extent).left(), scale);
      assertEquals(expected.bottom(), line.inPicture(extent).bottom(), scale);
    }
  }
}
