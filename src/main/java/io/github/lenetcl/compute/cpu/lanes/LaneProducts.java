package io.github.lenetcl.compute.cpu.lanes;

/** Products of matrices whose rows are arrays of their own. */
final class LaneProducts {

  /** Sums that stay in the nearest cache while the terms pass by. */
  private static final int ROWS = 8;

  private LaneProducts() {}

  /**
   * Adds Σ_k factors[m][k]·terms[k] to each row m.
   *
   * @param rows the sums
   * @param length values in a sum and in a term
   * @param terms rows that are added
   */
  static void add(float[][] rows, int length, float[][] terms, float[][] factors) {
    for (int first = 0; first < rows.length; first += ROWS) {
      int last = Math.min(rows.length, first + ROWS);
      int k = 0;
      for (; k + 3 < terms.length; k += 4) {
        for (int m = first; m < last; m++) {
          float[] f = factors[m];
          addFour(
              rows[m],
              terms[k],
              terms[k + 1],
              terms[k + 2],
              terms[k + 3],
              f[k],
              f[k + 1],
              f[k + 2],
              f[k + 3],
              length);
        }
      }
      for (; k < terms.length; k++) {
        for (int m = first; m < last; m++) {
          addOne(rows[m], terms[k], factors[m][k], length);
        }
      }
    }
  }

  private static void addFour(
      float[] sums,
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float fa,
      float fb,
      float fc,
      float fd,
      int length) {
    for (int t = 0; t < length; t++) {
      sums[t] = sums[t] + fa * a[t] + fb * b[t] + fc * c[t] + fd * d[t];
    }
  }

  private static void addOne(float[] sums, float[] a, float factor, int length) {
    for (int t = 0; t < length; t++) {
      sums[t] += factor * a[t];
    }
  }
}
