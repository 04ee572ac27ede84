package io.github.lenetcl.compute.cpu.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.lenetcl.compute.cpu.VectorCpuForTests;
import io.github.lenetcl.compute.cpu.vector.SimdSmoothing;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SmoothingTest {

  private static final float[] TAPS = {0.4f, 0.2f, 0.07f, 0.03f};

  @Test
  void plainLoopsAddTapByTap() {
    float[] from = {1, 2, 4, 8, 16, 32, 64, 128};
    float[] to = new float[8];
    new PlainSmoothing().convolve(from, 2, new float[] {0.5f, 0.25f}, 2, 5, to);
    float[] expected = {0, 0, 2 + 4.25f, 4 + 8.5f, 8 + 17, 0, 0, 0};
    assertArrayEquals(expected, to);
  }

  /** In any length, with and without a rest, and not a value beyond the range. */
  @Test
  void vectorsGiveTheSameBits() {
    VectorCpuForTests.open().close();
    SplittableRandom random = new SplittableRandom(1);
    for (int step : new int[] {1, 5}) {
      for (int length = 0; length < 100; length++) {
        int begin = 3 * step;
        float[] from = new float[length + 2 * begin];
        for (int i = 0; i < from.length; i++) {
          from[i] = (float) random.nextDouble(-1, 1);
        }
        float[] plain = new float[from.length];
        Arrays.fill(plain, 7);
        float[] vectors = plain.clone();
        new PlainSmoothing().convolve(from, step, TAPS, begin, begin + length, plain);
        new SimdSmoothing().convolve(from, step, TAPS, begin, begin + length, vectors);
        assertArrayEquals(plain, vectors, "length " + length);
      }
    }
  }
}
