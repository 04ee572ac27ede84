package io.github.lenetcl.compute.cpu.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of a matrix of weights with the values of a single sample, with the sums in registers.
 */
final class SimdProducts {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private SimdProducts() {}

  /**
   * Sets y[m] = start_m + Σ_k w[wAt + m·terms + k]·x[k] for one sample. Rows that are no whole
   * number of vectors run on into what follows them, times the zeros behind x.
   */
  static void multiply(float[] x, float[] w, int wAt, int startAt, int terms, int rows, float[] y) {
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
  static void multiplyTurned(float[] d, float[] w, int wAt, int rows, int columns, float[] y) {
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
  static void addOuter(float[] x, float[] d, int rows, int columns, float[] dw, int wAt) {
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
