package io.github.lenetcl.compute.cpu.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The hyperbolic tangent over all floats, or as many as time allows: accurate, odd, bounded by 1.
 */
public abstract class TanhAccuracy {

  private static final int CHUNK = 1 << 14;

  private final double mostUlps;

  protected TanhAccuracy(double mostUlps) {
    this.mostUlps = mostUlps;
  }

  /** Returns the tangents of {@value #CHUNK} values. */
  protected abstract float[] tanh(float[] x);

  private float tanh(float x) {
    float[] chunk = new float[CHUNK];
    Arrays.fill(chunk, x);
    float[] found = tanh(chunk);
    for (float each : found) {
      assertEquals(found[0], each);
    }
    return found[0];
  }

  /** Every float from where x and its tangent differ to where it is 1. */
  @Test
  void isAccurateWhereItBends() {
    assertAccurate(0x1p-13f, 10, 1);
  }

  @Test
  void isAccurateFromTheLeastToTheLargestFloat() {
    assertAccurate(Float.MIN_VALUE, Float.MAX_VALUE, 509);
  }

  private void assertAccurate(float from, float to, int stride) {
    double worst = 0;
    float worstAt = 0;
    int last = Float.floatToIntBits(to);
    float[] plus = new float[CHUNK];
    float[] minus = new float[CHUNK];
    for (int first = Float.floatToIntBits(from); first <= last; first += CHUNK * stride) {
      for (int i = 0; i < CHUNK; i++) {
        plus[i] = Float.intBitsToFloat(Math.min(last, first + i * stride));
        minus[i] = -plus[i];
      }
      float[] found = tanh(plus);
      float[] mirrored = tanh(minus);
      for (int i = 0; i < CHUNK; i++) {
        double exact = StrictMath.tanh(plus[i]);
        double ulps = Math.abs(found[i] - exact) / Math.ulp((float) exact);
        if (!(ulps <= worst)) {
          worst = ulps;
          worstAt = plus[i];
        }
        if (mirrored[i] != -found[i] || Math.abs(found[i]) > 1) {
          throw new AssertionError("not odd, or beyond 1, at " + plus[i]);
        }
      }
    }
    assertTrue(worst <= mostUlps, worst + " ULP at " + worstAt);
  }

  @ParameterizedTest
  @ValueSource(floats = {0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL})
  void leavesTheSmallestAsTheyAre(float x) {
    assertEquals(x, tanh(x));
  }

  @Test
  void endsAtOne() {
    assertEquals(1f, tanh(Float.POSITIVE_INFINITY));
    assertEquals(-1f, tanh(Float.NEGATIVE_INFINITY));
    assertEquals(1f, tanh(Float.MAX_VALUE));
  }

  @Test
  void passesNanOn() {
    assertTrue(Float.isNaN(tanh(Float.NaN)));
  }
}
