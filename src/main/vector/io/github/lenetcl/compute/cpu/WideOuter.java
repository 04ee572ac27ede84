package io.github.lenetcl.compute.cpu;

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

  /** Sets sums[m·COLUMNS + k] = Σ_s d[dAt + s·ROWS + m]·x[xAt + s·COLUMNS + k]. */
  static void sum(float[] d, int dAt, float[] x, int xAt, int samples, float[] sums) {
    if (ROWS == 4) {
      four(d, dAt, x, xAt, samples, sums);
    } else {
      eight(d, dAt, x, xAt, samples, sums);
    }
  }

  private static void eight(float[] d, int dAt, float[] x, int xAt, int samples, float[] sums) {
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
    a0.intoArray(sums, 0);
    a1.intoArray(sums, 1 * L);
    b0.intoArray(sums, 2 * L);
    b1.intoArray(sums, 3 * L);
    c0.intoArray(sums, 4 * L);
    c1.intoArray(sums, 5 * L);
    d0.intoArray(sums, 6 * L);
    d1.intoArray(sums, 7 * L);
    e0.intoArray(sums, 8 * L);
    e1.intoArray(sums, 9 * L);
    f0.intoArray(sums, 10 * L);
    f1.intoArray(sums, 11 * L);
    g0.intoArray(sums, 12 * L);
    g1.intoArray(sums, 13 * L);
    h0.intoArray(sums, 14 * L);
    h1.intoArray(sums, 15 * L);
  }

  private static void four(float[] d, int dAt, float[] x, int xAt, int samples, float[] sums) {
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
    a0.intoArray(sums, 0);
    a1.intoArray(sums, 1 * L);
    b0.intoArray(sums, 2 * L);
    b1.intoArray(sums, 3 * L);
    c0.intoArray(sums, 4 * L);
    c1.intoArray(sums, 5 * L);
    d0.intoArray(sums, 6 * L);
    d1.intoArray(sums, 7 * L);
  }
}
