package io.github.lenetcl.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelledImagesTest {
  private static final List<String> NAMES = List.of("cat", "dog");

  private static LabelledImages set() {
    byte[] pixels = {1, 2, 3, 4, 5, 6};
    return new LabelledImages(1, 2, pixels, new int[] {1, 0, 1}, NAMES);
  }

  @Test
  void holdsWhatItIsGiven() {
    assertEquals("3 images of 1×2 in 2 classes", set().toString());
    assertEquals(0, set().label(1));
    assertArrayEquals(new byte[] {3, 4}, set().image(1));
    assertEquals(NAMES, set().classes());
  }

  @Test
  void cutsRanges() {
    LabelledImages part = set().range(1, 3);
    assertArrayEquals(new byte[] {3, 4, 5, 6}, part.pixels());
    assertArrayEquals(new int[] {0, 1}, part.labels());
    assertEquals(1, set().first(1).count());
    LabelledImages whole = set();
    assertSame(whole, whole.first(60_000));
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThrows(IndexOutOfBoundsException.class, () -> set().range(1, 4));
    assertThrows(IndexOutOfBoundsException.class, () -> set().image(3));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LabelledImages(1, 2, new byte[3], new int[] {0}, NAMES));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LabelledImages(1, 2, new byte[2], new int[] {2}, NAMES));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LabelledImages(0, 2, new byte[0], new int[0], NAMES));
  }

  @Test
  void twoSetsAreOneBehindTheOther() {
    LabelledImages both = set().first(1).with(set());
    assertEquals(4, both.count());
    assertArrayEquals(new byte[] {1, 2, 1, 2, 3, 4, 5, 6}, both.pixels());
    assertArrayEquals(new int[] {1, 1, 0, 1}, both.labels());
    var tall = new LabelledImages(2, 1, new byte[2], new int[] {0}, NAMES);
    var others = new LabelledImages(1, 2, new byte[2], new int[] {0}, List.of("cat"));
    assertThrows(IllegalArgumentException.class, () -> set().with(tall));
    assertThrows(IllegalArgumentException.class, () -> set().with(others));
  }

  @Test
  void splitNeedsEqualSizesAndClasses() {
    var tall = new LabelledImages(2, 1, new byte[2], new int[] {0}, NAMES);
    assertThrows(IllegalArgumentException.class, () -> new DataSplit(set(), Optional.of(tall)));
    var others = new LabelledImages(1, 2, new byte[2], new int[] {0}, List.of("cat"));
    assertThrows(IllegalArgumentException.class, () -> new DataSplit(set(), Optional.of(others)));
  }
}
