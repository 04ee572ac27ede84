package io.github.lenetcl.compute.cpu.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Products of a matrix of weights with the vectors of a block, with the sums in registers. */
final class WideMatrix {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  /** Sums side by side: as many as hide the time of a multiply-add, and fit the registers. */
  private static final int MOST = L == 8 ? 8 : 16;

  /** Terms at a time: as many as stay in the nearest cache. */
  static final int TERMS = 448;

  private WideMatrix() {}

  /**
   * Sets y_m = bias[m] + Σ_k w[wAt + (m − first)·stride + k·step]·x_k for {@code rows} rows from
   * {@code first} on and k below {@code terms}, where y_m and x_k are vectors of samples. Terms are
   * taken so many at a time as stay in the nearest cache, which also keeps long sums exact.
   */
  static void multiply(
      float[] x,
      float[] w,
      int wAt,
      int stride,
      int step,
      float[] bias,
      int terms,
      int first,
      int rows,
      float[] y) {
    set(bias, first, rows, y);
    for (int k = 0; k < terms; k += TERMS) {
      add(x, k, w, wAt + k * step, stride, step, Math.min(TERMS, terms - k), first, rows, y);
    }
  }

  /** Sets rows to their biases. */
  static void set(float[] bias, int first, int rows, float[] y) {
    for (int m = first; m < first + rows; m++) {
      FloatVector.broadcast(SPECIES, bias[m]).intoArray(y, m * L);
    }
  }

  /** Adds some terms to rows, whose weights begin at {@code wAt}. */
  static void add(
      float[] x,
      int k,
      float[] w,
      int wAt,
      int stride,
      int step,
      int terms,
      int first,
      int rows,
      float[] y) {
    int m = 0;
    for (; MOST == 16 && m + 15 < rows; m += 16) {
      sixteen(x, k, w, wAt + m * stride, stride, step, terms, y, first + m);
    }
    for (; m + 7 < rows; m += 8) {
      eight(x, k, w, wAt + m * stride, stride, step, terms, y, first + m);
    }
    for (; m + 1 < rows; m += 2) {
      two(x, k, w, wAt + m * stride, stride, step, terms, y, first + m);
    }
    for (; m < rows; m++) {
      one(x, k, w, wAt + m * stride, step, terms, y, first + m);
    }
  }

  /** Adds to 16 outputs from row m on. */
  private static void sixteen(
      float[] x, int first, float[] w, int wAt, int stride, int step, int terms, float[] y, int m) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    FloatVector s7 = s0;
    FloatVector s8 = s0;
    FloatVector s9 = s0;
    FloatVector s10 = s0;
    FloatVector s11 = s0;
    FloatVector s12 = s0;
    FloatVector s13 = s0;
    FloatVector s14 = s0;
    FloatVector s15 = s0;
    int at = wAt;
    for (int k = first; k < first + terms; k++) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, k * L);
      s0 = v.fma(FloatVector.broadcast(SPECIES, w[at]), s0);
      s1 = v.fma(FloatVector.broadcast(SPECIES, w[at + stride]), s1);
      s2 = v.fma(FloatVector.broadcast(SPECIES, w[at + 2 * stride]), s2);
      s3 = v.fma(FloatVector.broadcast(SPECIES, w[at + 3 * stride]), s3);
      s4 = v.fma(FloatVector.broadcast(SPECIES, w[at + 4 * stride]), s4);
      s5 = v.fma(FloatVector.broadcast(SPECIES, w[at + 5 * stride]), s5);
      s6 = v.fma(FloatVector.broadcast(SPECIES, w[at + 6 * stride]), s6);
      s7 = v.fma(FloatVector.broadcast(SPECIES, w[at + 7 * stride]), s7);
      s8 = v.fma(FloatVector.broadcast(SPECIES, w[at + 8 * stride]), s8);
      s9 = v.fma(FloatVector.broadcast(SPECIES, w[at + 9 * stride]), s9);
      s10 = v.fma(FloatVector.broadcast(SPECIES, w[at + 10 * stride]), s10);
      s11 = v.fma(FloatVector.broadcast(SPECIES, w[at + 11 * stride]), s11);
      s12 = v.fma(FloatVector.broadcast(SPECIES, w[at + 12 * stride]), s12);
      s13 = v.fma(FloatVector.broadcast(SPECIES, w[at + 13 * stride]), s13);
      s14 = v.fma(FloatVector.broadcast(SPECIES, w[at + 14 * stride]), s14);
      s15 = v.fma(FloatVector.broadcast(SPECIES, w[at + 15 * stride]), s15);
      at += step;
    }
    add(s0, y, m * L);
    add(s1, y, (m + 1) * L);
    add(s2, y, (m + 2) * L);
    add(s3, y, (m + 3) * L);
    add(s4, y, (m + 4) * L);
    add(s5, y, (m + 5) * L);
    add(s6, y, (m + 6) * L);
    add(s7, y, (m + 7) * L);
    add(s8, y, (m + 8) * L);
    add(s9, y, (m + 9) * L);
    add(s10, y, (m + 10) * L);
    add(s11, y, (m + 11) * L);
    add(s12, y, (m + 12) * L);
    add(s13, y, (m + 13) * L);
    add(s14, y, (m + 14) * L);
    add(s15, y, (m + 15) * L);
  }

  /** Adds to 8 outputs from row m on. */
  private static void eight(
      float[] x, int first, float[] w, int wAt, int stride, int step, int terms, float[] y, int m) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    FloatVector s7 = s0;
    int at = wAt;
    for (int k = first; k < first + terms; k++) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, k * L);
      s0 = v.fma(FloatVector.broadcast(SPECIES, w[at]), s0);
      s1 = v.fma(FloatVector.broadcast(SPECIES, w[at + stride]), s1);
      s2 = v.fma(FloatVector.broadcast(SPECIES, w[at + 2 * stride]), s2);
      s3 = v.fma(FloatVector.broadcast(SPECIES, w[at + 3 * stride]), s3);
      s4 = v.fma(FloatVector.broadcast(SPECIES, w[at + 4 * stride]), s4);
      s5 = v.fma(FloatVector.broadcast(SPECIES, w[at + 5 * stride]), s5);
      s6 = v.fma(FloatVector.broadcast(SPECIES, w[at + 6 * stride]), s6);
      s7 = v.fma(FloatVector.broadcast(SPECIES, w[at + 7 * stride]), s7);
      at += step;
    }
    add(s0, y, m * L);
    add(s1, y, (m + 1) * L);
    add(s2, y, (m + 2) * L);
    add(s3, y, (m + 3) * L);
    add(s4, y, (m + 4) * L);
    add(s5, y, (m + 5) * L);
    add(s6, y, (m + 6) * L);
    add(s7, y, (m + 7) * L);
  }

  /** Adds to 2 outputs from row m on. */
  private static void two(
      float[] x, int first, float[] w, int wAt, int stride, int step, int terms, float[] y, int m) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    int at = wAt;
    for (int k = first; k < first + terms; k++) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, k * L);
      s0 = v.fma(FloatVector.broadcast(SPECIES, w[at]), s0);
      s1 = v.fma(FloatVector.broadcast(SPECIES, w[at + stride]), s1);
      at += step;
    }
    add(s0, y, m * L);
    add(s1, y, (m + 1) * L);
  }

  private static void one(
      float[] x, int first, float[] w, int wAt, int step, int terms, float[] y, int m) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int k = 0; k < terms; k++) {
      FloatVector weight = FloatVector.broadcast(SPECIES, w[wAt + k * step]);
      sum = FloatVector.fromArray(SPECIES, x, (first + k) * L).fma(weight, sum);
    }
    add(sum, y, m * L);
  }

  /** Adds a vector at a place. */
  static void add(FloatVector sum, float[] y, int at) {
    FloatVector.fromArray(SPECIES, y, at).add(sum).intoArray(y, at);
  }
}
