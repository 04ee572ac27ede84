package io.github.lenetcl.compute.cpu.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of outer products over samples, for a few rows and two vectors of columns at once, held in
 * registers.
 */
final class WideOuter {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  /** Rows of a tile. */
  static final int ROWS = L == 8 ? 4 : 8;

  /** Columns of a tile. */
  static final int COLUMNS = 2 * L;

  private WideOuter() {}

  /** Sets sums[to + m·stride + k] = Σ_s d[dAt + s·ROWS + m]·x[xAt + s·COLUMNS + k]. */
  static void sum(
      float[] x, int xAt, float[] d, int dAt, int samples, float[] sums, int to, int stride) {
    if (ROWS == 4) {
      four(x, xAt, d, dAt, samples, sums, to, stride);
    } else {
      eight(x, xAt, d, dAt, samples, sums, to, stride);
    }
  }

  private static void eight(
      float[] x, int xAt, float[] d, int dAt, int samples, float[] sums, int to, int stride) {
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector c0 = a0;
    FloatVector c1 = a0;
    FloatVector d0 = a0;
    FloatVector d1 = a0;
    FloatVector e0 = a0;
    FloatVector e1 = a0;
    FloatVector f0 = a0;
    FloatVector f1 = a0;
    FloatVector g0 = a0;
    FloatVector g1 = a0;
    FloatVector h0 = a0;
    FloatVector h1 = a0;
    int at = dAt;
    for (int s = 0; s < samples; s++) {
      FloatVector low = FloatVector.fromArray(SPECIES, x, xAt + s * COLUMNS);
      FloatVector high = FloatVector.fromArray(SPECIES, x, xAt + s * COLUMNS + L);
      FloatVector factor = FloatVector.broadcast(SPECIES, d[at]);
      a0 = low.fma(factor, a0);
      a1 = high.fma(factor, a1);
      factor = FloatVector.broadcast(SPECIES, d[at + 1]);
      b0 = low.fma(factor, b0);
      b1 = high.fma(factor, b1);
      factor = FloatVector.broadcast(SPECIES, d[at + 2]);
      c0 = low.fma(factor, c0);
      c1 = high.fma(factor, c1);
      factor = FloatVector.broadcast(SPECIES, d[at + 3]);
      d0 = low.fma(factor, d0);
      d1 = high.fma(factor, d1);
      factor = FloatVector.broadcast(SPECIES, d[at + 4]);
      e0 = low.fma(factor, e0);
      e1 = high.fma(factor, e1);
      factor = FloatVector.broadcast(SPECIES, d[at + 5]);
      f0 = low.fma(factor, f0);
      f1 = high.fma(factor, f1);
      factor = FloatVector.broadcast(SPECIES, d[at + 6]);
      g0 = low.fma(factor, g0);
      g1 = high.fma(factor, g1);
      factor = FloatVector.broadcast(SPECIES, d[at + 7]);
      h0 = low.fma(factor, h0);
      h1 = high.fma(factor, h1);
      at += ROWS;
    }
    a0.intoArray(sums, to);
    a1.intoArray(sums, to + L);
    b0.intoArray(sums, to + stride);
    b1.intoArray(sums, to + stride + L);
    c0.intoArray(sums, to + 2 * stride);
    c1.intoArray(sums, to + 2 * stride + L);
    d0.intoArray(sums, to + 3 * stride);
    d1.intoArray(sums, to + 3 * stride + L);
    e0.intoArray(sums, to + 4 * stride);
    e1.intoArray(sums, to + 4 * stride + L);
    f0.intoArray(sums, to + 5 * stride);
    f1.intoArray(sums, to + 5 * stride + L);
    g0.intoArray(sums, to + 6 * stride);
    g1.intoArray(sums, to + 6 * stride + L);
    h0.intoArray(sums, to + 7 * stride);
    h1.intoArray(sums, to + 7 * stride + L);
  }

  private static void four(
      float[] x, int xAt, float[] d, int dAt, int samples, float[] sums, int to, int stride) {
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector c0 = a0;
    FloatVector c1 = a0;
    FloatVector d0 = a0;
    FloatVector d1 = a0;
    int at = dAt;
    for (int s = 0; s < samples; s++) {
      FloatVector low = FloatVector.fromArray(SPECIES, x, xAt + s * COLUMNS);
      FloatVector high = FloatVector.fromArray(SPECIES, x, xAt + s * COLUMNS + L);
      FloatVector factor = FloatVector.broadcast(SPECIES, d[at]);
      a0 = low.fma(factor, a0);
      a1 = high.fma(factor, a1);
      factor = FloatVector.broadcast(SPECIES, d[at + 1]);
      b0 = low.fma(factor, b0);
      b1 = high.fma(factor, b1);
      factor = FloatVector.broadcast(SPECIES, d[at + 2]);
      c0 = low.fma(factor, c0);
      c1 = high.fma(factor, c1);
      factor = FloatVector.broadcast(SPECIES, d[at + 3]);
      d0 = low.fma(factor, d0);
      d1 = high.fma(factor, d1);
      at += ROWS;
    }
    a0.intoArray(sums, to);
    a1.intoArray(sums, to + L);
    b0.intoArray(sums, to + stride);
    b1.intoArray(sums, to + stride + L);
    c0.intoArray(sums, to + 2 * stride);
    c1.intoArray(sums, to + 2 * stride + L);
    d0.intoArray(sums, to + 3 * stride);
    d1.intoArray(sums, to + 3 * stride + L);
  }
}
