package io.github.lenetcl.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The kept digits against the ones drawn now. After a change that is meant to change them: {@code
 * mvn test -Dtest=EmbeddedDigitsTest -Dlenet.redraw=true}.
 */
class EmbeddedDigitsTest {
  private static final Path FOLDER = Path.of("test-data", "embedded");

  private static LabelledImages training;
  private static LabelledImages test;

  @BeforeAll
  static void draw() throws IOException {
    training = EmbeddedDigits.training();
    test = EmbeddedDigits.test();
    if (Boolean.getBoolean("lenet.redraw")) {
      EmbeddedDigits.write(FOLDER);
    }
  }

  @Test
  void keptDigitsAreTheOnesDrawn() throws IOException {
    DataSplit kept = DataSets.open(FOLDER);
    assertSame(training, kept.training());
    assertSame(test, kept.test().orElseThrow());
  }

  @Test
  void embeddedDigitsAreTheKeptOnes() throws IOException {
    DataSplit kept = DataSets.open(FOLDER);
    DataSplit embedded = DataSets.open("embedded");
    assertSame(kept.training(), embedded.training());
    assertSame(kept.test().orElseThrow(), embedded.test().orElseThrow());
  }

  @Test
  void moreOfTheSameHandAreDrawnToTrainOn() throws IOException {
    DataSplit drawn = DataSets.open("embedded:4200");
    LabelledImages digits = drawn.training();
    assertEquals(4200, digits.count());
    assertSame(training, digits.first(4000));
    assertSame(test, drawn.test().orElseThrow());
    assertSame(training.first(7), DataSets.open("embedded:7").training());
    assertAllDiffer(digits, test);
  }

  @ParameterizedTest
  @ValueSource(strings = {"embedded:", "embedded:0", "embedded:-1", "embedded:1000001"})
  void noOtherNumbersAreDrawn(String source) {
    IOException refused = assertThrows(BadInputException.class, () -> DataSets.open(source));
    String found = source.substring("embedded:".length());
    assertEquals(
        source + ": number of digits is '" + found + "', wanted a whole number from 1 to 1000000",
        refused.getMessage());
  }

  private static void assertAllDiffer(LabelledImages... sets) {
    Set<ByteBuffer> seen = new HashSet<>();
    for (LabelledImages set : sets) {
      for (int i = 0; i < set.count(); i++) {
        assertTrue(seen.add(ByteBuffer.wrap(set.image(i))), "digit " + i + " came before");
      }
    }
  }

  private static void assertSame(LabelledImages expected, LabelledImages found) {
    assertArrayEquals(expected.labels(), found.labels());
    assertArrayEquals(expected.pixels(), found.pixels());
    assertEquals(expected.classes(), found.classes());
  }

  @Test
  void filesStayUnderAMegabyte() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      long bytes =
          files
              .map(Path::toFile)
              .filter(file -> file.getName().contains("-ubyte"))
              .mapToLong(File::length)
              .sum();
      assertTrue(0 < bytes && bytes < 1_000_000, bytes + " bytes");
    }
  }

  @Test
  void everyDigitIsDrawnAboutEquallyOften() {
    int[] count = new int[10];
    for (int label : training.labels()) {
      count[label]++;
    }
    for (int digit = 0; digit < 10; digit++) {
      assertTrue(count[digit] > 330 && count[digit] < 470, digit + ": " + count[digit]);
    }
  }

  @Test
  void noTwoDigitsAreAlike() {
    assertAllDiffer(training, test);
  }

  @Test
  void digitsFillTheirBoxAndLieCentred() {
    int framed = 0;
    for (int i = 0; i < test.count(); i++) {
      byte[] image = test.image(i);
      double mass = 0;
      double x = 0;
      double y = 0;
      int top = 28;
      int bottom = 0;
      int left = 28;
      int right = 0;
      int darkest = 0;
      for (int at = 0; at < image.length; at++) {
        int grey = image[at] & 0xff;
        mass += grey;
        x += grey * (at % 28 + 0.5);
        y += grey * (at / 28 + 0.5);
        darkest = Math.max(darkest, grey);
        if (grey >= 80) {
          top = Math.min(top, at / 28);
          bottom = Math.max(bottom, at / 28);
          left = Math.min(left, at % 28);
          right = Math.max(right, at % 28);
        }
      }
      // A digit with its mass at one end is not pushed out of the frame.
      boolean atFrame = top == 0 || left == 0 || bottom == 27 || right == 27;
      assertTrue(atFrame || Math.abs(x / mass - 14.5) <= 0.52, "digit " + i + ": " + x / mass);
      assertTrue(atFrame || Math.abs(y / mass - 14.5) <= 0.52, "digit " + i + ": " + y / mass);
      framed += atFrame ? 1 : 0;
      int extent = Math.max(bottom - top, right - left) + 1;
      assertTrue(extent >= 19 && extent <= 20, "digit " + i + " spans " + extent);
      assertEquals(255, darkest, "digit " + i + " is faint");
    }
    assertTrue(framed <= 50, framed + " digits at the frame");
  }
}
