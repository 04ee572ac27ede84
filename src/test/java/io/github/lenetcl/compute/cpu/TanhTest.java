package io.github.lenetcl.compute.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TanhTest {

  private static final double MOST_ULPS = 0.53;

  /** Every float from where x and its tangent differ to where it is 1. */
  @Test
  void isAccurateWhereItBends() {
    assertAccurate(0x1p-13f, 10, 1);
  }

  @Test
  void isAccurateFromTheLeastToTheLargestFloat() {
    assertAccurate(Float.MIN_VALUE, Float.MAX_VALUE, 509);
  }

  private static void assertAccurate(float from, float to, int stride) {
    double worst = 0;
    float worstAt = 0;
    int last = Float.floatToIntBits(to);
    for (int bits = Float.floatToIntBits(from); bits <= last; bits += stride) {
      float x = Float.intBitsToFloat(bits);
      float found = Tanh.tanh(x);
      double exact = StrictMath.tanh(x);
      double ulps = Math.abs(found - exact) / Math.ulp((float) exact);
      if (!(ulps <= worst)) {
        worst = ulps;
        worstAt = x;
      }
      if (Tanh.tanh(-x) != -found || Math.abs(found) > 1) {
        throw new AssertionError("not odd, or beyond 1, at " + x);
      }
    }
    assertTrue(worst <= MOST_ULPS, worst + " ULP at " + worstAt);
  }

  @ParameterizedTest
  @ValueSource(floats = {0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL})
  void leavesTheSmallestAsTheyAre(float x) {
    assertEquals(x, Tanh.tanh(x));
  }

  @Test
  void endsAtOne() {
    assertEquals(1f, Tanh.tanh(Float.POSITIVE_INFINITY));
    assertEquals(-1f, Tanh.tanh(Float.NEGATIVE_INFINITY));
    assertEquals(1f, Tanh.tanh(Float.MAX_VALUE));
  }

  @Test
  void passesNanOn() {
    assertTrue(Float.isNaN(Tanh.tanh(Float.NaN)));
  }
}
