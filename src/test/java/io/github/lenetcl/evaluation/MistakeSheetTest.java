package io.github.lenetcl.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.evaluation.Evaluation.Mistake;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MistakeSheetTest {

  private static BufferedImage sheet(int mistakes) throws IOException {
    LabelledImages images = DataSets.embedded().test().orElseThrow();
    List<List<Integer>> confusion = Collections.nCopies(10, Collections.nCopies(10, 0));
    List<Mistake> all =
        IntStream.range(0, mistakes).mapToObj(i -> new Mistake(i, images.label(i), 1, 1f)).toList();
    return MistakeSheet.draw(images, new Evaluation(images.classes(), confusion, all, List.of()));
  }

  private static long dark(BufferedImage picture) {
    return IntStream.of(
            picture
                .getRaster()
                .getPixels(0, 0, picture.getWidth(), picture.getHeight(), (int[]) null))
        .filter(grey -> grey < 128)
        .count();
  }

  @Test
  void everyMistakeAddsADigitOnWhite() throws IOException {
    long one = dark(sheet(1));
    assertTrue(one > 200, "ink of a digit and its caption: " + one);
    assertTrue(dark(sheet(12)) > 6 * one);
    assertEquals(255, sheet(3).getRaster().getSample(0, 0, 0));
  }

  @Test
  void rowsAreAddedBeforeColumns() throws IOException {
    assertEquals(sheet(1).getWidth(), sheet(13).getWidth());
    assertEquals(sheet(1).getHeight(), sheet(12).getHeight());
    assertTrue(sheet(13).getHeight() > sheet(12).getHeight());
    assertTrue(sheet(300).getWidth() > sheet(13).getWidth());
  }

  @Test
  void aSheetWithoutMistakesSaysSo() throws IOException {
    assertTrue(dark(sheet(0)) > 100);
  }
}
