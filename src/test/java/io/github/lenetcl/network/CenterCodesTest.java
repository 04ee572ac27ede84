package io.github.lenetcl.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CenterCodesTest {

  @ParameterizedTest
  @CsvSource({
    "2, 84",
    "3, 42",
    "10, 42",
    "26, 42",
    "36, 42",
    "62, 42",
    "84, 42",
    "100, 42",
    "168, 42",
    "169, 39",
    "256, 39",
    "257, 36",
    "512, 36",
    "513, 31",
    "3755, 31",
    "8192, 31"
  })
  void leastDistance(int classes, int distance) {
    float[][] codes = CenterCodes.of(classes);

    assertEquals(distance, leastDistance(codes));
    assertTrue(distance > leastDistance(random(classes)));
  }

  /** The whole code is linear: its least distance is its least weight, counted from code 0. */
  @Test
  void leastDistanceOfAllThereAre() {
    float[][] codes = CenterCodes.of(CenterCodes.MAX_CLASSES);
    float[][] sums = {codes[5], codes[1 << 9 | 3], codes[5 ^ (1 << 9 | 3)]};
    int least = CenterCodes.UNITS;
    for (int i = 1; i < codes.length; i++) {
      least = Math.min(least, distance(codes[0], codes[i]));
    }

    assertEquals(28, least);
    for (int unit = 0; unit < CenterCodes.UNITS; unit++) {
      assertEquals(-sums[0][unit] * sums[1][unit], sums[2][unit]);
    }
  }

  @Test
  void digitsHaveTheDrawnCodes() {
    List<String> digits = IntStream.range(0, 10).mapToObj(Integer::toString).toList();

    assertEquals(Centers.digits(), Centers.forClasses(digits));
    assertArrayEquals(CenterCodes.of(2), Centers.forClasses(List.of("0", "1")).values());
  }

  @Test
  void codesArePlusAndMinusOneAndAlwaysTheSame() {
    List<String> letters = IntStream.range('a', 'z' + 1).mapToObj(Character::toString).toList();
    Centers centers = Centers.forClasses(letters);

    assertEquals(26, centers.classes());
    assertEquals(84, centers.units());
    for (float value : centers.flat()) {
      assertEquals(1, Math.abs(value));
    }
    assertEquals(centers, Centers.forClasses(letters));
  }

  @Test
  void thereAreNoMore() {
    assertThrows(IllegalArgumentException.class, () -> CenterCodes.of(0));
    assertThrows(IllegalArgumentException.class, () -> CenterCodes.of(CenterCodes.MAX_CLASSES + 1));
  }

  private static float[][] random(int classes) {
    Random random = new Random(1);
    float[][] codes = new float[classes][CenterCodes.UNITS];
    for (float[] code : codes) {
      for (int unit = 0; unit < code.length; unit++) {
        code[unit] = random.nextBoolean() ? 1 : -1;
      }
    }
    return codes;
  }

  private static int leastDistance(float[][] codes) {
    int least = CenterCodes.UNITS;
    for (int i = 0; i < Math.min(codes.length, 1000); i++) {
      for (int k = 0; k < i; k++) {
        least = Math.min(least, distance(codes[i], codes[k]));
      }
    }
    for (int i = 1; i < codes.length; i++) {
      least = Math.min(least, distance(codes[0], codes[i]));
    }
    return least;
  }

  private static int distance(float[] a, float[] b) {
    int distance = 0;
    for (int unit = 0; unit < a.length; unit++) {
      if (a[unit] != b[unit]) {
        distance++;
      }
    }
    return distance;
  }
}
