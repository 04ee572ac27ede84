package io.github.lenetcl.compute.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Products of a matrix of weights with the vectors of a block, with the sums in registers. */
final class SimdProducts {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private SimdProducts() {}

  /**
   * Sets y_m = start_m + Σ_k w[wAt + m·rowStride + k·columnStride]·x_k for m below {@code rows} and
   * k below {@code terms}, where y_m and x_k are vectors of samples.
   *
   * @param start the array that start_m is in, from {@code startAt}; none is meant by an empty
   *     array
   */
  static void multiply(
      float[] y,
      int rows,
      float[] x,
      int terms,
      float[] w,
      int wAt,
      int rowStride,
      int columnStride,
      float[] start,
      int startAt) {
    int m = 0;
    for (; m + 7 < rows; m += 8) {
      eight(y, m, x, terms, w, wAt + m * rowStride, rowStride, columnStride);
    }
    for (; m < rows; m++) {
      FloatVector sum = FloatVector.zero(SPECIES);
      int at = wAt + m * rowStride;
      for (int k = 0; k < terms; k++) {
        FloatVector weight = FloatVector.broadcast(SPECIES, w[at + k * columnStride]);
        sum = FloatVector.fromArray(SPECIES, x, k * L).fma(weight, sum);
      }
      sum.intoArray(y, m * L);
    }
    if (start.length > 0) {
      for (int n = 0; n < rows; n++) {
        FloatVector.fromArray(SPECIES, y, n * L).add(start[startAt + n]).intoArray(y, n * L);
      }
    }
  }

  private static void eight(
      float[] y, int m, float[] x, int terms, float[] w, int wAt, int rowStride, int columnStride) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    FloatVector s7 = s0;
    int at = wAt;
    for (int k = 0; k < terms; k++) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, k * L);
      s0 = v.fma(FloatVector.broadcast(SPECIES, w[at]), s0);
      s1 = v.fma(FloatVector.broadcast(SPECIES, w[at + rowStride]), s1);
      s2 = v.fma(FloatVector.broadcast(SPECIES, w[at + 2 * rowStride]), s2);
      s3 = v.fma(FloatVector.broadcast(SPECIES, w[at + 3 * rowStride]), s3);
      s4 = v.fma(FloatVector.broadcast(SPECIES, w[at + 4 * rowStride]), s4);
      s5 = v.fma(FloatVector.broadcast(SPECIES, w[at + 5 * rowStride]), s5);
      s6 = v.fma(FloatVector.broadcast(SPECIES, w[at + 6 * rowStride]), s6);
      s7 = v.fma(FloatVector.broadcast(SPECIES, w[at + 7 * rowStride]), s7);
      at += columnStride;
    }
    s0.intoArray(y, m * L);
    s1.intoArray(y, (m + 1) * L);
    s2.intoArray(y, (m + 2) * L);
    s3.intoArray(y, (m + 3) * L);
    s4.intoArray(y, (m + 4) * L);
    s5.intoArray(y, (m + 5) * L);
    s6.intoArray(y, (m + 6) * L);
    s7.intoArray(y, (m + 7) * L);
  }

  /**
   * Adds to each row o of a matrix Σ_s d[o·lanes + s]·xs[s·stride + k], k below {@code columns}.
   * What overruns a row adds zeros, because xs holds zeros from there to its stride.
   *
   * @param xs a row of inputs for each sample
   */
  static void addOuter(
      float[] dw, int wAt, int rows, int columns, float[] d, int lanes, float[] xs, int stride) {
    for (int o = 0; o < rows; o++) {
      int row = wAt + o * columns;
      int k = 0;
      for (; k + 5 * L <= stride; k += 5 * L) {
        fiveColumns(dw, row + k, d, o * lanes, lanes, xs, k, stride);
      }
      for (; k < columns; k += L) {
        FloatVector sum = FloatVector.fromArray(SPECIES, dw, row + k);
        for (int s = 0; s < lanes; s++) {
          FloatVector factor = FloatVector.broadcast(SPECIES, d[o * lanes + s]);
          sum = FloatVector.fromArray(SPECIES, xs, s * stride + k).fma(factor, sum);
        }
        sum.intoArray(dw, row + k);
      }
    }
  }

  private static void fiveColumns(
      float[] dw, int at, float[] d, int dAt, int lanes, float[] xs, int k, int stride) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, dw, at);
    FloatVector s1 = FloatVector.fromArray(SPECIES, dw, at + L);
    FloatVector s2 = FloatVector.fromArray(SPECIES, dw, at + 2 * L);
    FloatVector s3 = FloatVector.fromArray(SPECIES, dw, at + 3 * L);
    FloatVector s4 = FloatVector.fromArray(SPECIES, dw, at + 4 * L);
    for (int s = 0; s < lanes; s++) {
      FloatVector factor = FloatVector.broadcast(SPECIES, d[dAt + s]);
      int from = s * stride + k;
      s0 = FloatVector.fromArray(SPECIES, xs, from).fma(factor, s0);
      s1 = FloatVector.fromArray(SPECIES, xs, from + L).fma(factor, s1);
      s2 = FloatVector.fromArray(SPECIES, xs, from + 2 * L).fma(factor, s2);
      s3 = FloatVector.fromArray(SPECIES, xs, from + 3 * L).fma(factor, s3);
      s4 = FloatVector.fromArray(SPECIES, xs, from + 4 * L).fma(factor, s4);
    }
    s0.intoArray(dw, at);
    s1.intoArray(dw, at + L);
    s2.intoArray(dw, at + 2 * L);
    s3.intoArray(dw, at + 3 * L);
    s4.intoArray(dw, at + 4 * L);
  }

  /**
   * Sets y[m] = start_m + Σ_k w[wAt + m·terms + k]·x[k] for one sample. Rows that are no whole
   * number of vectors run on into what follows them, times the zeros behind x.
   */
  static void multiplyOne(
      float[] y, int rows, float[] x, int terms, float[] w, int wAt, int startAt) {
    int m = 0;
    for (; m + 3 < rows; m += 4) {
      int at = wAt + m * terms;
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      for (int k = 0; k < terms; k += L) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, k);
        s0 = v.fma(FloatVector.fromArray(SPECIES, w, at + k), s0);
        s1 = v.fma(FloatVector.fromArray(SPECIES, w, at + terms + k), s1);
        s2 = v.fma(FloatVector.fromArray(SPECIES, w, at + 2 * terms + k), s2);
        s3 = v.fma(FloatVector.fromArray(SPECIES, w, at + 3 * terms + k), s3);
      }
      y[m] = w[startAt + m] + SimdSum.of(s0);
      y[m + 1] = w[startAt + m + 1] + SimdSum.of(s1);
      y[m + 2] = w[startAt + m + 2] + SimdSum.of(s2);
      y[m + 3] = w[startAt + m + 3] + SimdSum.of(s3);
    }
    for (; m < rows; m++) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int k = 0; k < terms; k += L) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, k);
        sum = v.fma(FloatVector.fromArray(SPECIES, w, wAt + m * terms + k), sum);
      }
      y[m] = w[startAt + m] + SimdSum.of(sum);
    }
  }

  /**
   * Sets y[k] = Σ_m w[wAt + m·columns + k]·d[m] for one sample: a sum of the rows of weights. What
   * overruns y is written over.
   */
  static void multiplyTurnedOne(float[] y, int columns, float[] d, int rows, float[] w, int wAt) {
    int vectors = (columns + L - 1) / L;
    int done = 0;
    for (; done + 5 <= vectors; done += 5) {
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      FloatVector s4 = s0;
      int at = wAt + done * L;
      for (int m = 0; m < rows; m++) {
        FloatVector factor = FloatVector.broadcast(SPECIES, d[m]);
        s0 = FloatVector.fromArray(SPECIES, w, at).fma(factor, s0);
        s1 = FloatVector.fromArray(SPECIES, w, at + L).fma(factor, s1);
        s2 = FloatVector.fromArray(SPECIES, w, at + 2 * L).fma(factor, s2);
        s3 = FloatVector.fromArray(SPECIES, w, at + 3 * L).fma(factor, s3);
        s4 = FloatVector.fromArray(SPECIES, w, at + 4 * L).fma(factor, s4);
        at += columns;
      }
      s0.intoArray(y, done * L);
      s1.intoArray(y, (done + 1) * L);
      s2.intoArray(y, (done + 2) * L);
      s3.intoArray(y, (done + 3) * L);
      s4.intoArray(y, (done + 4) * L);
    }
    for (; done < vectors; done++) {
      FloatVector sum = FloatVector.zero(SPECIES);
      int at = wAt + done * L;
      for (int m = 0; m < rows; m++) {
        FloatVector factor = FloatVector.broadcast(SPECIES, d[m]);
        sum = FloatVector.fromArray(SPECIES, w, at).fma(factor, sum);
        at += columns;
      }
      sum.intoArray(y, done * L);
    }
  }

  /**
   * Adds d[o]·x[k] to each row o of a matrix, for one sample; what overruns a row adds the zeros
   * behind x.
   */
  static void addOuterOne(float[] dw, int wAt, int rows, int columns, float[] d, float[] x) {
    for (int o = 0; o < rows; o++) {
      FloatVector factor = FloatVector.broadcast(SPECIES, d[o]);
      int row = wAt + o * columns;
      for (int k = 0; k < columns; k += L) {
        FloatVector sum = FloatVector.fromArray(SPECIES, dw, row + k);
        FloatVector.fromArray(SPECIES, x, k).fma(factor, sum).intoArray(dw, row + k);
      }
    }
  }
}
