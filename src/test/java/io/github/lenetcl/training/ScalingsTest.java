package io.github.lenetcl.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.network.Scaling;
import org.junit.jupiter.api.Test;

class ScalingsTest {

  /** Two images of 1×3: the first pixel never changes. */
  private final LabelledImages images =
      new LabelledImages(
          1,
          3,
          new byte[] {10, 0, 100, 10, 50, (byte) 200},
          new int[2],
          LabelledImages.numbered(1));

  @Test
  void standardHasMeanZeroAndDeviationOne() {
    float[] levels = ((Scaling.Levels) Scalings.named("standard", images)).levels();
    double sum = 0;
    double squares = 0;
    for (byte pixel : images.pixels()) {
      sum += levels[pixel & 0xFF];
      squares += levels[pixel & 0xFF] * levels[pixel & 0xFF];
    }
    assertEquals(0, sum / 6, 1e-6);
    assertEquals(1, squares / 6, 1e-6);
  }

  @Test
  void perPixelLeavesOutPixelsThatNeverChange() {
    Scaling.PerPixel scaling =
        assertInstanceOf(Scaling.PerPixel.class, Scalings.named("per-pixel", images));
    assertEquals(10, scaling.mean()[0]);
    assertEquals(0, scaling.factor()[0]);
    assertEquals(25, scaling.mean()[1]);
    assertEquals(1 / 25f, scaling.factor()[1]);
    assertEquals(150, scaling.mean()[2]);
    assertEquals(1 / 50f, scaling.factor()[2]);
  }

  @Test
  void othersDoNotDependOnTheImages() {
    assertEquals(Scaling.paper(), Scalings.named("paper", images));
    assertEquals(Scaling.unit(), Scalings.named("unit", images));
    assertEquals(Scaling.ink(), Scalings.named("ink", images));
  }

  @Test
  void whatCannotBeIsRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Scalings.named("grey", images))
            .getMessage();
    assertTrue(message.contains("wanted paper, unit, ink, standard or per-pixel"), message);
    LabelledImages blank =
        new LabelledImages(1, 3, new byte[3], new int[1], LabelledImages.numbered(1));
    assertThrows(IllegalArgumentException.class, () -> Scalings.named("standard", blank));
  }
}
