package io.github.lenetcl.compute.cpu.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CounterRandomTest {

  @Test
  void drawsAreThoseOfSplitMix64() {
    long key = 0x1234_5678_9abc_def0L;
    SplittableRandom first = new SplittableRandom(key);
    for (int index = 0; index < 3; index++) {
      SplittableRandom second = new SplittableRandom(first.nextLong());
      CounterRandom random = CounterRandom.of(key, index);
      for (int draw = 0; draw < 5; draw++) {
        assertEquals(second.nextLong(), random.bits(draw));
      }
    }
  }

  @Test
  void theEndsOfTheRangeAreExactAndOpposite() {
    assertEquals(1 - 0x1p-24f, CounterRandom.toSymmetric(0xffffff));
    assertEquals(-(1 - 0x1p-24f), CounterRandom.toSymmetric(0));
    assertEquals(0x1p-24f, CounterRandom.toSymmetric(0x800000));
    assertEquals(-0x1p-24f, CounterRandom.toSymmetric(0x7fffff));
  }

  @Test
  void drawsAreUniform() {
    Random keys = new Random(1);
    int draws = 40_000;
    int cells = 16;
    int[] counts = new int[cells];
    for (int i = 0; i < draws; i++) {
      float u = CounterRandom.of(keys.nextLong(), i % 100).symmetric(i % 7);
      counts[(int) ((u + 1) / 2 * cells)]++;
    }
    double expected = (double) draws / cells;
    for (int count : counts) {
      assertEquals(expected, count, 5 * Math.sqrt(expected));
    }
  }

  @Test
  void keysAndIndicesDiffer() {
    assertNotEquals(CounterRandom.of(1, 0).bits(0), CounterRandom.of(2, 0).bits(0));
    assertNotEquals(CounterRandom.of(1, 0).bits(0), CounterRandom.of(1, 1).bits(0));
    assertNotEquals(CounterRandom.of(1, 0).bits(0), CounterRandom.of(1, 0).bits(1));
  }
}
