package io.github.lenetcl.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.LabelledImages;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransformedTest {

  /** A bright pixel in an image of 28×28. */
  private static LabelledImages dot(int row, int column) {
    byte[] pixels = new byte[28 * 28];
    pixels[row * 28 + column] = (byte) 200;
    return new LabelledImages(28, 28, pixels, new int[1], List.of("dot"));
  }

  private static int grey(LabelledImages images, int row, int column) {
    return images.pixels()[row * images.width() + column] & 0xFF;
  }

  private static int sum(LabelledImages images) {
    int sum = 0;
    for (byte pixel : images.pixels()) {
      sum += pixel & 0xFF;
    }
    return sum;
  }

  @Test
  void noChangeCentresTheImage() {
    LabelledImages dot = dot(3, 20);
    byte[] centred = Transformed.shifted(dot, 0, 0).pixels();
    assertEquals(200, centred[5 * 32 + 22] & 0xFF);
    assertEquals(200, sum(Transformed.shifted(dot, 0, 0)));
    assertArrayEquals(centred, Transformed.scaled(dot, 1).pixels());
    assertArrayEquals(centred, Transformed.slanted(dot, 0).pixels());
    assertArrayEquals(centred, Transformed.noisy(dot, 0, 7).pixels());
  }

  @Test
  void shiftsGoRightAndDown() {
    assertEquals(200, grey(Transformed.shifted(dot(3, 20), 4, -1), 4, 26));
    assertEquals(100, grey(Transformed.shifted(dot(3, 20), 0.5, 0), 5, 22));
    assertEquals(0, sum(Transformed.shifted(dot(3, 20), 40, 0)));
  }

  @Test
  void slantLeansToTheRight() {
    LabelledImages above = Transformed.slanted(dot(4, 14), 45);
    LabelledImages below = Transformed.slanted(dot(23, 14), 45);
    // 9.5 rows above and below the centre.
    assertEquals(100, grey(above, 6, 25));
    assertEquals(100, grey(above, 6, 26));
    assertEquals(100, grey(below, 25, 6));
    assertEquals(100, grey(below, 25, 7));
  }

  @Test
  void whatGetsSmallerKeepsItsInk() {
    byte[] pixels = new byte[28 * 28];
    Arrays.fill(pixels, 10 * 28, 18 * 28, (byte) 100);
    LabelledImages bar = new LabelledImages(28, 28, pixels, new int[1], List.of("bar"));
    assertEquals(sum(bar) / 4.0, sum(Transformed.scaled(bar, 0.5)), sum(bar) * 0.01);
    assertEquals(28, Transformed.scaled(bar, 0.8, 28).width());
  }

  @Test
  void noiseHasItsDeviationAndItsSeed() {
    byte[] pixels = new byte[200 * 28 * 28];
    Arrays.fill(pixels, (byte) 128);
    LabelledImages grey = new LabelledImages(28, 28, pixels, new int[200], List.of("grey"));
    byte[] noisy = Transformed.noisy(grey, 20, 1).pixels();
    double squares = 0;
    int count = 0;
    for (int i = 0; i < noisy.length; i++) {
      int row = i / 32 % 32;
      int column = i % 32;
      if (row >= 2 && row < 30 && column >= 2 && column < 30) {
        squares += Math.pow((noisy[i] & 0xFF) - 128, 2);
        count++;
      }
    }
    assertEquals(20, Math.sqrt(squares / count), 0.2);
    assertArrayEquals(noisy, Transformed.noisy(grey, 20, 1).pixels());
    assertTrue(!Arrays.equals(noisy, Transformed.noisy(grey, 20, 2).pixels()));
  }
}
