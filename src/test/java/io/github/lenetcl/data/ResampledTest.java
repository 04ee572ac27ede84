package io.github.lenetcl.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResampledTest {
  /** Images of one pixel that number themselves, sorted by class: 60, 30 and 10 of each. */
  private static LabelledImages images() {
    byte[] pixels = new byte[100];
    IntStream.range(0, 100).forEach(i -> pixels[i] = (byte) i);
    int[] labels = IntStream.range(0, 100).map(i -> i < 60 ? 0 : i < 90 ? 1 : 2).toArray();
    return new LabelledImages(1, 1, pixels, labels, LabelledImages.numbered(3));
  }

  private static int[] counts(LabelledImages images) {
    int[] counts = new int[3];
    Arrays.stream(images.labels()).forEach(label -> counts[label]++);
    return counts;
  }

  @Test
  void splitsEveryClassAlike() {
    List<LabelledImages> parts = Resampled.split(images(), 0.1, 1);
    assertArrayEquals(new int[] {54, 27, 9}, counts(parts.get(0)));
    assertArrayEquals(new int[] {6, 3, 1}, counts(parts.get(1)));
    byte[] both = parts.get(0).with(parts.get(1)).pixels().clone();
    Arrays.sort(both);
    assertArrayEquals(images().pixels(), both);
  }

  @Test
  void drawsBySeed() {
    byte[] one = Resampled.split(images(), 0.1, 1).get(1).pixels();
    assertArrayEquals(one, Resampled.split(images(), 0.1, 1).get(1).pixels());
    assertNotEquals(
        Arrays.toString(one), Arrays.toString(Resampled.split(images(), 0.1, 2).get(1).pixels()));
    // Shuffled: not the first ones, nor the last.
    assertNotEquals(
        Arrays.toString(new byte[] {0, 1, 2, 3, 4, 5}), Arrays.toString(Arrays.copyOf(one, 6)));
  }

  @Test
  void keepsOneOfASmallClass() {
    assertArrayEquals(new int[] {1, 1, 1}, counts(Resampled.split(images(), 0.001, 1).get(1)));
    assertThrows(IllegalArgumentException.class, () -> Resampled.split(images(), 1, 1));
  }

  @Test
  void weighsClasses() {
    LabelledImages even = Resampled.weighted(images(), Resampled.balance(images()), 1);
    assertArrayEquals(new int[] {60, 60, 60}, counts(even));
    LabelledImages other = Resampled.weighted(images(), new double[] {0.5, 1, 2.55}, 1);
    assertArrayEquals(new int[] {30, 30, 26}, counts(other));
    assertEquals(30, distinct(other, 0).length);
    assertThrows(
        IllegalArgumentException.class, () -> Resampled.weighted(images(), new double[3], 1));
  }

  private static int[] distinct(LabelledImages images, int label) {
    return IntStream.range(0, images.count())
        .filter(i -> images.label(i) == label)
        .map(i -> images.pixels()[i])
        .distinct()
        .toArray();
  }
}
