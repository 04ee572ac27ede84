package io.github.lenetcl.cli.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.DataSplit;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClassOrderTest {

  private static final String NAME = "--init best";

  private static DataSplit split(String... classes) {
    byte[] pixels = {1, 2, 3};
    return new DataSplit(
        new LabelledImages(1, 1, pixels, new int[] {0, 1, 0}, List.of(classes)), Optional.empty());
  }

  @Test
  void classesAreFoundByTheirNames() throws IOException {
    Model model = Models.bundled("best");
    LabelledImages images = ClassOrder.of(model, NAME, split("7", "3")).training();
    assertEquals(model.classes(), images.classes());
    assertEquals(List.of(7, 3, 7), List.of(images.label(0), images.label(1), images.label(2)));
    assertArrayEquals(new byte[] {2}, images.image(1));
  }

  @Test
  void theSameClassesAreLeftAlone() throws IOException {
    Model model = Models.bundled("best");
    DataSplit same = split("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    assertSame(same.training(), ClassOrder.of(model, NAME, same).training());
  }

  @Test
  void otherNamesAreRefused() throws IOException {
    Model model = Models.bundled("best");
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> ClassOrder.of(model, NAME, split("eight", "3")));
    assertTrue(refused.getMessage().contains("classes [eight], wanted some of"));
  }
}
