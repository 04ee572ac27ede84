package io.github.lenetcl.data.ink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClosingTest {

  /** By the definition, a square around each pixel. */
  private static byte[] extremes(byte[] levels, int height, int width, int reach, boolean largest) {
    byte[] result = new byte[levels.length];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int extreme = largest ? 0 : 255;
        for (int r = Math.max(0, row - reach); r <= Math.min(height - 1, row + reach); r++) {
          for (int c = Math.max(0, column - reach); c <= Math.min(width - 1, column + reach); c++) {
            int level = levels[r * width + c] & 0xff;
            extreme = largest ? Math.max(extreme, level) : Math.min(extreme, level);
          }
        }
        result[row * width + column] = (byte) extreme;
      }
    }
    return result;
  }

  @Test
  void isTheSmallestOfTheLargest() {
    SplittableRandom random = new SplittableRandom(1);
    int[][] sizes = {
      {1, 1}, {1, 9}, {9, 1}, {28, 28}, {5, 63}, {6, 64}, {7, 65}, {3, 130}, {40, 3}
    };
    for (int[] size : sizes) {
      for (int reach : new int[] {0, 1, 2, 3, 7, 8, 200}) {
        byte[] levels = new byte[size[0] * size[1]];
        random.nextBytes(levels);
        byte[] wanted = extremes(levels, size[0], size[1], reach, true);
        wanted = extremes(wanted, size[0], size[1], reach, false);
        String what = size[0] + "×" + size[1] + ", reach " + reach;
        assertArrayEquals(wanted, Closing.of(levels, size[0], size[1], reach), what);
      }
    }
  }

  /** Blots on white paper, some as large as the square, some not. */
  @Test
  void isWhiteWhereEverySquareHasWhite() {
    SplittableRandom random = new SplittableRandom(2);
    int white = 0;
    int dark = 0;
    for (int i = 0; i < 1000; i++) {
      int height = 1 + random.nextInt(40);
      int width = 1 + random.nextInt(40);
      int reach = random.nextInt(20);
      byte[] levels = new byte[height * width];
      Arrays.fill(levels, (byte) 255);
      int side = Math.max(1, 2 * reach + random.nextInt(-1, 3));
      blot(levels, width, side - random.nextInt(2), side - random.nextInt(2), random);
      byte[] wanted = extremes(levels, height, width, reach, true);
      wanted = extremes(wanted, height, width, reach, false);
      byte[] closed = Closing.of(levels, height, width, reach);
      assertArrayEquals(wanted, closed, height + "×" + width + ", reach " + reach);
      if (ByteLanes.firstBelow(closed, 0, closed.length, 255) < closed.length) {
        dark++;
      } else {
        white++;
      }
    }
    assertTrue(white > 100 && dark > 100, white + " white, " + dark + " not");
  }

  private static void blot(byte[] levels, int width, int high, int wide, SplittableRandom random) {
    int height = levels.length / width;
    int top = random.nextInt(-high, height);
    int left = random.nextInt(-wide, width);
    for (int row = Math.max(0, top); row < Math.min(height, top + high); row++) {
      for (int column = Math.max(0, left); column < Math.min(width, left + wide); column++) {
        levels[row * width + column] = (byte) random.nextInt(255);
      }
    }
  }
}
