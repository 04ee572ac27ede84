package io.github.lenetcl.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawsTest {

  @Test
  void eachPassHasAnOrderOfItsOwnWithEverySampleOnce() {
    int[] first = Draws.shuffle(1, 1, 1000);
    assertArrayEquals(first, Draws.shuffle(1, 1, 1000));
    for (int[] other : new int[][] {Draws.shuffle(1, 2, 1000), Draws.shuffle(2, 1, 1000)}) {
      assertFalse(Arrays.equals(first, other));
      assertArrayEquals(IntStream.range(0, 1000).toArray(), IntStream.of(other).sorted().toArray());
    }
  }

  @Test
  void everyPlaceIsAsLikelyForEverySample() {
    int[][] counts = new int[5][5];
    for (int seed = 0; seed < 10_000; seed++) {
      int[] order = Draws.shuffle(seed, 1, 5);
      for (int place = 0; place < 5; place++) {
        counts[place][order[place]]++;
      }
    }
    // 2,000 expected, with a deviation of 40.
    for (int[] row : counts) {
      for (int count : row) {
        assertTrue(Math.abs(count - 2000) < 200, () -> Arrays.deepToString(counts));
      }
    }
  }

  @Test
  void curvatureSamplesAreDifferentOnesAndNoMoreThanThereAre() {
    int[] chosen = Draws.curvatureSamples(1, 1, 1000, 500);
    assertEquals(500, IntStream.of(chosen).distinct().count());
    assertTrue(IntStream.of(chosen).allMatch(index -> 0 <= index && index < 1000));
    assertFalse(Arrays.equals(chosen, Arrays.copyOf(Draws.shuffle(1, 1, 1000), 500)));
    assertEquals(20, Draws.curvatureSamples(1, 1, 20, 500).length);
  }
}
