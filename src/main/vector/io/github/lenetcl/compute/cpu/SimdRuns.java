package io.github.lenetcl.compute.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of shifted runs, with the sums in registers: y[t] = start + Σ_k w[k]·x[t + tap_k], and its
 * derivative by the weights. Runs are whole vectors: what is behind a run's end is written over.
 */
final class SimdRuns {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private SimdRuns() {}

  /**
   * Sets y[yAt + t] = start + Σ_k w[wAt + k]·x[xAt + taps[k] + t] for k from {@code from} to {@code
   * to} and t below {@code vectors} whole vectors.
   */
  static void convolve(
      float[] y,
      int yAt,
      int vectors,
      float[] x,
      int xAt,
      int[] taps,
      int from,
      int to,
      float[] w,
      int wAt,
      float start) {
    int done = 0;
    while (done < vectors) {
      int left = vectors - done;
      int offset = done * L;
      if (left % 7 == 0) {
        seven(y, yAt + offset, x, xAt + offset, taps, from, to, w, wAt, start);
        done += 7;
      } else if (left >= 10) {
        ten(y, yAt + offset, x, xAt + offset, taps, from, to, w, wAt, start);
        done += 10;
      } else if (left >= 4) {
        four(y, yAt + offset, x, xAt + offset, taps, from, to, w, wAt, start);
        done += 4;
      } else {
        one(y, yAt + offset, x, xAt + offset, taps, from, to, w, wAt, start);
        done += 1;
      }
    }
  }

  private static void ten(
      float[] y,
      int yAt,
      float[] x,
      int xAt,
      int[] taps,
      int from,
      int to,
      float[] w,
      int wAt,
      float start) {
    FloatVector s0 = FloatVector.broadcast(SPECIES, start);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    FloatVector s7 = s0;
    FloatVector s8 = s0;
    FloatVector s9 = s0;
    for (int k = from; k < to; k++) {
      FloatVector weight = FloatVector.broadcast(SPECIES, w[wAt + k]);
      int at = xAt + taps[k];
      s0 = FloatVector.fromArray(SPECIES, x, at).fma(weight, s0);
      s1 = FloatVector.fromArray(SPECIES, x, at + L).fma(weight, s1);
      s2 = FloatVector.fromArray(SPECIES, x, at + 2 * L).fma(weight, s2);
      s3 = FloatVector.fromArray(SPECIES, x, at + 3 * L).fma(weight, s3);
      s4 = FloatVector.fromArray(SPECIES, x, at + 4 * L).fma(weight, s4);
      s5 = FloatVector.fromArray(SPECIES, x, at + 5 * L).fma(weight, s5);
      s6 = FloatVector.fromArray(SPECIES, x, at + 6 * L).fma(weight, s6);
      s7 = FloatVector.fromArray(SPECIES, x, at + 7 * L).fma(weight, s7);
      s8 = FloatVector.fromArray(SPECIES, x, at + 8 * L).fma(weight, s8);
      s9 = FloatVector.fromArray(SPECIES, x, at + 9 * L).fma(weight, s9);
    }
    s0.intoArray(y, yAt);
    s1.intoArray(y, yAt + L);
    s2.intoArray(y, yAt + 2 * L);
    s3.intoArray(y, yAt + 3 * L);
    s4.intoArray(y, yAt + 4 * L);
    s5.intoArray(y, yAt + 5 * L);
    s6.intoArray(y, yAt + 6 * L);
    s7.intoArray(y, yAt + 7 * L);
    s8.intoArray(y, yAt + 8 * L);
    s9.intoArray(y, yAt + 9 * L);
  }

  private static void seven(
      float[] y,
      int yAt,
      float[] x,
      int xAt,
      int[] taps,
      int from,
      int to,
      float[] w,
      int wAt,
      float start) {
    FloatVector s0 = FloatVector.broadcast(SPECIES, start);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    for (int k = from; k < to; k++) {
      FloatVector weight = FloatVector.broadcast(SPECIES, w[wAt + k]);
      int at = xAt + taps[k];
      s0 = FloatVector.fromArray(SPECIES, x, at).fma(weight, s0);
      s1 = FloatVector.fromArray(SPECIES, x, at + L).fma(weight, s1);
      s2 = FloatVector.fromArray(SPECIES, x, at + 2 * L).fma(weight, s2);
      s3 = FloatVector.fromArray(SPECIES, x, at + 3 * L).fma(weight, s3);
      s4 = FloatVector.fromArray(SPECIES, x, at + 4 * L).fma(weight, s4);
      s5 = FloatVector.fromArray(SPECIES, x, at + 5 * L).fma(weight, s5);
      s6 = FloatVector.fromArray(SPECIES, x, at + 6 * L).fma(weight, s6);
    }
    s0.intoArray(y, yAt);
    s1.intoArray(y, yAt + L);
    s2.intoArray(y, yAt + 2 * L);
    s3.intoArray(y, yAt + 3 * L);
    s4.intoArray(y, yAt + 4 * L);
    s5.intoArray(y, yAt + 5 * L);
    s6.intoArray(y, yAt + 6 * L);
  }

  private static void four(
      float[] y,
      int yAt,
      float[] x,
      int xAt,
      int[] taps,
      int from,
      int to,
      float[] w,
      int wAt,
      float start) {
    FloatVector s0 = FloatVector.broadcast(SPECIES, start);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int k = from; k < to; k++) {
      FloatVector weight = FloatVector.broadcast(SPECIES, w[wAt + k]);
      int at = xAt + taps[k];
      s0 = FloatVector.fromArray(SPECIES, x, at).fma(weight, s0);
      s1 = FloatVector.fromArray(SPECIES, x, at + L).fma(weight, s1);
      s2 = FloatVector.fromArray(SPECIES, x, at + 2 * L).fma(weight, s2);
      s3 = FloatVector.fromArray(SPECIES, x, at + 3 * L).fma(weight, s3);
    }
    s0.intoArray(y, yAt);
    s1.intoArray(y, yAt + L);
    s2.intoArray(y, yAt + 2 * L);
    s3.intoArray(y, yAt + 3 * L);
  }

  private static void one(
      float[] y,
      int yAt,
      float[] x,
      int xAt,
      int[] taps,
      int from,
      int to,
      float[] w,
      int wAt,
      float start) {
    FloatVector sum = FloatVector.broadcast(SPECIES, start);
    for (int k = from; k < to; k++) {
      FloatVector weight = FloatVector.broadcast(SPECIES, w[wAt + k]);
      sum = FloatVector.fromArray(SPECIES, x, xAt + taps[k]).fma(weight, sum);
    }
    sum.intoArray(y, yAt);
  }

  /** Derivatives that {@link #correlate} computes at once by each of two weights' rows. */
  static final int TAPS = 5;

  /**
   * For two outputs a and b and {@value #TAPS} taps: sums[k] = Σ_t d[aAt + t]·x[xAt + taps[from +
   * k] + t] and sums[TAPS + k] likewise with b, over t below {@code vectors} whole vectors in each
   * of {@code rows} rows.
   */
  static void correlate(
      float[] d,
      int aAt,
      int bAt,
      int dStride,
      float[] x,
      int xAt,
      int xStride,
      int[] taps,
      int from,
      int rows,
      int vectors,
      float[] sums) {
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector a4 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector b2 = a0;
    FloatVector b3 = a0;
    FloatVector b4 = a0;
    int tap0 = taps[from];
    int tap1 = taps[from + 1];
    int tap2 = taps[from + 2];
    int tap3 = taps[from + 3];
    int tap4 = taps[from + 4];
    for (int r = 0; r < rows; r++) {
      int rowA = aAt + r * dStride;
      int rowB = bAt + r * dStride;
      int rowX = xAt + r * xStride;
      for (int t = 0; t < vectors * L; t += L) {
        FloatVector a = FloatVector.fromArray(SPECIES, d, rowA + t);
        FloatVector b = FloatVector.fromArray(SPECIES, d, rowB + t);
        FloatVector v = FloatVector.fromArray(SPECIES, x, rowX + tap0 + t);
        a0 = v.fma(a, a0);
        b0 = v.fma(b, b0);
        v = FloatVector.fromArray(SPECIES, x, rowX + tap1 + t);
        a1 = v.fma(a, a1);
        b1 = v.fma(b, b1);
        v = FloatVector.fromArray(SPECIES, x, rowX + tap2 + t);
        a2 = v.fma(a, a2);
        b2 = v.fma(b, b2);
        v = FloatVector.fromArray(SPECIES, x, rowX + tap3 + t);
        a3 = v.fma(a, a3);
        b3 = v.fma(b, b3);
        v = FloatVector.fromArray(SPECIES, x, rowX + tap4 + t);
        a4 = v.fma(a, a4);
        b4 = v.fma(b, b4);
      }
    }
    sums[0] = SimdSum.of(a0);
    sums[1] = SimdSum.of(a1);
    sums[2] = SimdSum.of(a2);
    sums[3] = SimdSum.of(a3);
    sums[4] = SimdSum.of(a4);
    sums[5] = SimdSum.of(b0);
    sums[6] = SimdSum.of(b1);
    sums[7] = SimdSum.of(b2);
    sums[8] = SimdSum.of(b3);
    sums[9] = SimdSum.of(b4);
  }

  /** Returns the sum of a run of whole vectors in each of {@code rows} rows. */
  static float sum(float[] d, int at, int stride, int rows, int vectors) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int r = 0; r < rows; r++) {
      for (int t = 0; t < vectors * L; t += L) {
        sum = sum.add(FloatVector.fromArray(SPECIES, d, at + r * stride + t));
      }
    }
    return SimdSum.of(sum);
  }
}
