package io.github.lenetcl.compute.cpu.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of some rows of a matrix with the vectors of two blocks, with the sums in registers:
 * each weight that is fetched serves two blocks. The sums are those of {@link WideMatrix}, bit for
 * bit.
 */
final class WidePair {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private WidePair() {}

  /**
   * Adds Σ_k w[wAt + (m − first)·stride + (k − from)·step]·x_k to y_m of both blocks for {@code
   * rows} rows from {@code first} on and {@code terms} terms from {@code from} on.
   */
  static void add(
      float[] x0,
      float[] x1,
      int from,
      float[] w,
      int wAt,
      int stride,
      int step,
      int terms,
      int first,
      int rows,
      float[] y0,
      float[] y1) {
    int m = 0;
    for (; L == 16 && m + 7 < rows; m += 8) {
      eight(x0, x1, from, w, wAt + m * stride, stride, step, terms, first + m, y0, y1);
    }
    for (; m + 3 < rows; m += 4) {
      four(x0, x1, from, w, wAt + m * stride, stride, step, terms, first + m, y0, y1);
    }
    int at = wAt + m * stride;
    WideMatrix.add(x0, from, w, at, stride, step, terms, first + m, rows - m, y0);
    WideMatrix.add(x1, from, w, at, stride, step, terms, first + m, rows - m, y1);
  }

  /** Adds to 8 rows of two blocks. */
  private static void eight(
      float[] x0,
      float[] x1,
      int first,
      float[] w,
      int wAt,
      int stride,
      int step,
      int terms,
      int m,
      float[] y0,
      float[] y1) {
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
    int at = wAt;
    for (int k = first; k < first + terms; k++) {
      FloatVector left = FloatVector.fromArray(SPECIES, x0, k * L);
      FloatVector right = FloatVector.fromArray(SPECIES, x1, k * L);
      FloatVector weight = FloatVector.broadcast(SPECIES, w[at]);
      a0 = left.fma(weight, a0);
      a1 = right.fma(weight, a1);
      weight = FloatVector.broadcast(SPECIES, w[at + stride]);
      b0 = left.fma(weight, b0);
      b1 = right.fma(weight, b1);
      weight = FloatVector.broadcast(SPECIES, w[at + 2 * stride]);
      c0 = left.fma(weight, c0);
      c1 = right.fma(weight, c1);
      weight = FloatVector.broadcast(SPECIES, w[at + 3 * stride]);
      d0 = left.fma(weight, d0);
      d1 = right.fma(weight, d1);
      weight = FloatVector.broadcast(SPECIES, w[at + 4 * stride]);
      e0 = left.fma(weight, e0);
      e1 = right.fma(weight, e1);
      weight = FloatVector.broadcast(SPECIES, w[at + 5 * stride]);
      f0 = left.fma(weight, f0);
      f1 = right.fma(weight, f1);
      weight = FloatVector.broadcast(SPECIES, w[at + 6 * stride]);
      g0 = left.fma(weight, g0);
      g1 = right.fma(weight, g1);
      weight = FloatVector.broadcast(SPECIES, w[at + 7 * stride]);
      h0 = left.fma(weight, h0);
      h1 = right.fma(weight, h1);
      at += step;
    }
    WideMatrix.add(a0, y0, m * L);
    WideMatrix.add(a1, y1, m * L);
    WideMatrix.add(b0, y0, (m + 1) * L);
    WideMatrix.add(b1, y1, (m + 1) * L);
    WideMatrix.add(c0, y0, (m + 2) * L);
    WideMatrix.add(c1, y1, (m + 2) * L);
    WideMatrix.add(d0, y0, (m + 3) * L);
    WideMatrix.add(d1, y1, (m + 3) * L);
    WideMatrix.add(e0, y0, (m + 4) * L);
    WideMatrix.add(e1, y1, (m + 4) * L);
    WideMatrix.add(f0, y0, (m + 5) * L);
    WideMatrix.add(f1, y1, (m + 5) * L);
    WideMatrix.add(g0, y0, (m + 6) * L);
    WideMatrix.add(g1, y1, (m + 6) * L);
    WideMatrix.add(h0, y0, (m + 7) * L);
    WideMatrix.add(h1, y1, (m + 7) * L);
  }

  /** Adds to 4 rows of two blocks. */
  private static void four(
      float[] x0,
      float[] x1,
      int first,
      float[] w,
      int wAt,
      int stride,
      int step,
      int terms,
      int m,
      float[] y0,
      float[] y1) {
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector c0 = a0;
    FloatVector c1 = a0;
    FloatVector d0 = a0;
    FloatVector d1 = a0;
    int at = wAt;
    for (int k = first; k < first + terms; k++) {
      FloatVector left = FloatVector.fromArray(SPECIES, x0, k * L);
      FloatVector right = FloatVector.fromArray(SPECIES, x1, k * L);
      FloatVector weight = FloatVector.broadcast(SPECIES, w[at]);
      a0 = left.fma(weight, a0);
      a1 = right.fma(weight, a1);
      weight = FloatVector.broadcast(SPECIES, w[at + stride]);
      b0 = left.fma(weight, b0);
      b1 = right.fma(weight, b1);
      weight = FloatVector.broadcast(SPECIES, w[at + 2 * stride]);
      c0 = left.fma(weight, c0);
      c1 = right.fma(weight, c1);
      weight = FloatVector.broadcast(SPECIES, w[at + 3 * stride]);
      d0 = left.fma(weight, d0);
      d1 = right.fma(weight, d1);
      at += step;
    }
    WideMatrix.add(a0, y0, m * L);
    WideMatrix.add(a1, y1, m * L);
    WideMatrix.add(b0, y0, (m + 1) * L);
    WideMatrix.add(b1, y1, (m + 1) * L);
    WideMatrix.add(c0, y0, (m + 2) * L);
    WideMatrix.add(c1, y1, (m + 2) * L);
    WideMatrix.add(d0, y0, (m + 3) * L);
    WideMatrix.add(d1, y1, (m + 3) * L);
  }
}
