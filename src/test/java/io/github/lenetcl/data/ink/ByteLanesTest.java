package io.github.lenetcl.data.ink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ByteLanesTest {
  private final SplittableRandom random = new SplittableRandom(1);

  /** Levels of a few values, so that all are met, next to one another and at both ends. */
  private byte[] levels(int length, int... values) {
    byte[] levels = new byte[length];
    for (int i = 0; i < length; i++) {
      levels[i] = (byte) values[random.nextInt(values.length)];
    }
    return levels;
  }

  @Test
  void placesAreFoundOfALevelAndBelow() {
    for (int i = 0; i < 20_000; i++) {
      int level = random.nextInt(256);
      int below = Math.max(0, level - 1);
      byte[] levels = levels(random.nextInt(40), level, below, below, below, 0, 127, 128);
      int from = random.nextInt(levels.length + 1);
      int end = random.nextInt(from, levels.length + 1);
      int first =
          IntStream.range(from, end)
              .filter(at -> (levels[at] & 0xff) >= level)
              .findFirst()
              .orElse(end);
      int low =
          IntStream.range(from, end)
              .filter(at -> (levels[at] & 0xff) < level)
              .findFirst()
              .orElse(end);
      String what = Arrays.toString(levels) + " from " + from + " to " + end + ", level " + level;
      assertEquals(first, ByteLanes.first(levels, from, end, level), what);
      assertEquals(low, ByteLanes.firstBelow(levels, from, end, level), what);
    }
  }

  @Test
  void theLargestIsFound() {
    for (int i = 0; i < 5000; i++) {
      byte[] levels = levels(random.nextInt(30), random.nextInt(256), 0, random.nextInt(256), 7);
      int largest = IntStream.range(0, levels.length).map(at -> levels[at] & 0xff).max().orElse(0);
      assertEquals(largest, ByteLanes.largest(levels), Arrays.toString(levels));
    }
  }

  @Test
  void fullBytesAreSeenInEveryLane() {
    for (int i = 0; i < 5000; i++) {
      byte[] levels = levels(ByteLanes.COUNT, 254, 127, 128, 0, random.nextInt(255));
      assertEquals(false, ByteLanes.hasFull(ByteLanes.get(levels, 0)), Arrays.toString(levels));
      levels[random.nextInt(ByteLanes.COUNT)] = (byte) 255;
      assertEquals(true, ByteLanes.hasFull(ByteLanes.get(levels, 0)), Arrays.toString(levels));
    }
  }
}
