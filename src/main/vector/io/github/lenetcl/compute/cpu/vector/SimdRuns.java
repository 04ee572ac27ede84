package io.github.lenetcl.compute.cpu.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of shifted runs, with the sums in registers: y[t] = start + Σ_k w[k]·x[t + tap_k], and its
 * derivative by the weights. Runs are whole vectors: what is behind a run's end is written over.
 * Two sums share what they load, because loads that cross lines of the cache take longer than a
 * multiply-add.
 */
final class SimdRuns {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private SimdRuns() {}

  /**
   * Sets two maps of sums over the runs that they share: y[aAt + t] = aStart + Σ_n Σ_k w[a_n +
   * k]·x[xAt + run_n + taps[k] + t] for k below {@code count} and t below {@code vectors} whole
   * vectors, and y[bAt + t] likewise.
   *
   * @param bAt behind aAt, or the same
   */
  static void convolve(
      float[] x,
      int xAt,
      SimdPair pair,
      int[] taps,
      int count,
      float[] w,
      float aStart,
      float bStart,
      int vectors,
      float[] y,
      int aAt,
      int bAt) {
    // From the end, so that where a vector of a overruns into b, b is written later.
    if (vectors < 5) {
      for (int t = (vectors - 1) * L; t >= 0; t -= L) {
        one(x, xAt + t, pair, taps, count, w, aStart, bStart, y, aAt + t, bAt + t);
      }
      return;
    }
    for (int left = vectors; left > 0; left -= 5) {
      // The first five may overlap those behind them, and write the same again.
      int t = Math.max(left - 5, 0) * L;
      five(x, xAt + t, pair, taps, count, w, aStart, bStart, y, aAt + t, bAt + t);
    }
  }

  private static void five(
      float[] x,
      int xAt,
      SimdPair pair,
      int[] taps,
      int count,
      float[] w,
      float aStart,
      float bStart,
      float[] y,
      int aAt,
      int bAt) {
    FloatVector a0 = FloatVector.broadcast(SPECIES, aStart);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector a4 = a0;
    FloatVector b0 = FloatVector.broadcast(SPECIES, bStart);
    FloatVector b1 = b0;
    FloatVector b2 = b0;
    FloatVector b3 = b0;
    FloatVector b4 = b0;
    int[] runs = pair.runs();
    for (int n = 0; n < runs.length; n++) {
      int run = xAt + runs[n];
      int aWeights = pair.firstWeights()[n];
      int bWeights = pair.secondWeights()[n];
      for (int k = 0; k < count; k++) {
        FloatVector a = FloatVector.broadcast(SPECIES, w[aWeights + k]);
        FloatVector b = FloatVector.broadcast(SPECIES, w[bWeights + k]);
        int at = run + taps[k];
        FloatVector v = FloatVector.fromArray(SPECIES, x, at);
        a0 = v.fma(a, a0);
        b0 = v.fma(b, b0);
        v = FloatVector.fromArray(SPECIES, x, at + L);
        a1 = v.fma(a, a1);
        b1 = v.fma(b, b1);
        v = FloatVector.fromArray(SPECIES, x, at + 2 * L);
        a2 = v.fma(a, a2);
        b2 = v.fma(b, b2);
        v = FloatVector.fromArray(SPECIES, x, at + 3 * L);
        a3 = v.fma(a, a3);
        b3 = v.fma(b, b3);
        v = FloatVector.fromArray(SPECIES, x, at + 4 * L);
        a4 = v.fma(a, a4);
        b4 = v.fma(b, b4);
      }
    }
    a0.intoArray(y, aAt);
    a1.intoArray(y, aAt + L);
    a2.intoArray(y, aAt + 2 * L);
    a3.intoArray(y, aAt + 3 * L);
    a4.intoArray(y, aAt + 4 * L);
    b0.intoArray(y, bAt);
    b1.intoArray(y, bAt + L);
    b2.intoArray(y, bAt + 2 * L);
    b3.intoArray(y, bAt + 3 * L);
    b4.intoArray(y, bAt + 4 * L);
  }

  private static void one(
      float[] x,
      int xAt,
      SimdPair pair,
      int[] taps,
      int count,
      float[] w,
      float aStart,
      float bStart,
      float[] y,
      int aAt,
      int bAt) {
    FloatVector a = FloatVector.broadcast(SPECIES, aStart);
    FloatVector b = FloatVector.broadcast(SPECIES, bStart);
    int[] runs = pair.runs();
    for (int n = 0; n < runs.length; n++) {
      int run = xAt + runs[n];
      int aWeights = pair.firstWeights()[n];
      int bWeights = pair.secondWeights()[n];
      for (int k = 0; k < count; k++) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, run + taps[k]);
        a = v.fma(FloatVector.broadcast(SPECIES, w[aWeights + k]), a);
        b = v.fma(FloatVector.broadcast(SPECIES, w[bWeights + k]), b);
      }
    }
    a.intoArray(y, aAt);
    b.intoArray(y, bAt);
  }

  /** Derivatives that {@link #correlate} computes at once by each of two weights' rows. */
  static final int TAPS = 5;

  /**
   * For two outputs a and b and {@value #TAPS} taps: sums[k] = Σ_t d[aAt + t]·x[xAt + taps[from +
   * k] + t] and sums[TAPS + k] likewise with b, over t below {@code vectors} whole vectors.
   */
  static void correlate(
      float[] x,
      int xAt,
      int[] taps,
      int from,
      float[] d,
      int aAt,
      int bAt,
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
    for (int t = 0; t < vectors * L; t += L) {
      FloatVector a = FloatVector.fromArray(SPECIES, d, aAt + t);
      FloatVector b = FloatVector.fromArray(SPECIES, d, bAt + t);
      FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + tap0 + t);
      a0 = v.fma(a, a0);
      b0 = v.fma(b, b0);
      v = FloatVector.fromArray(SPECIES, x, xAt + tap1 + t);
      a1 = v.fma(a, a1);
      b1 = v.fma(b, b1);
      v = FloatVector.fromArray(SPECIES, x, xAt + tap2 + t);
      a2 = v.fma(a, a2);
      b2 = v.fma(b, b2);
      v = FloatVector.fromArray(SPECIES, x, xAt + tap3 + t);
      a3 = v.fma(a, a3);
      b3 = v.fma(b, b3);
      v = FloatVector.fromArray(SPECIES, x, xAt + tap4 + t);
      a4 = v.fma(a, a4);
      b4 = v.fma(b, b4);
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

  /** Returns the sum of a run of whole vectors. */
  static float sum(float[] d, int at, int vectors) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int t = 0; t < vectors * L; t += L) {
      sum = sum.add(FloatVector.fromArray(SPECIES, d, at + t));
    }
    return SimdSum.of(sum);
  }
}
