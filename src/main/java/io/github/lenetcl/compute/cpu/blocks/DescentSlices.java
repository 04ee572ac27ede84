package io.github.lenetcl.compute.cpu.blocks;

/**
 * Steps down the gradient, w ← w − rate·g.
 *
 * @param w the parameters
 * @param rates a rate for each parameter, or one for all
 * @param next a place to work in, of a slice for each thread
 */
public record DescentSlices(float[] w, float[] rates, float[] next) implements Slices {

  @Override
  public boolean change(float[] gradient, int at, int from, int to, int worker) {
    boolean good = true;
    int place = worker * SLICE;
    for (int k = from; k < to; k += SLICE) {
      int count = Math.min(SLICE, to - k);
      int gradientAt = at + k - from;
      if (rates.length == 1) {
        descend(w, k, gradient, gradientAt, rates[0], next, place, count);
      } else {
        descend(w, k, gradient, gradientAt, rates, next, place, count);
      }
      if (Slices.isFinite(next, place, count)) {
        System.arraycopy(next, place, w, k, count);
      } else {
        good &= keepFinite(w, k, next, place, count);
      }
    }
    return good;
  }

  private static void descend(
      float[] w, int at, float[] g, int gAt, float rate, float[] next, int to, int count) {
    for (int k = 0; k < count; k++) {
      next[to + k] = w[at + k] - rate * g[gAt + k];
    }
  }

  private static void descend(
      float[] w, int at, float[] g, int gAt, float[] rates, float[] next, int to, int count) {
    for (int k = 0; k < count; k++) {
      next[to + k] = w[at + k] - rates[at + k] * g[gAt + k];
    }
  }

  private static boolean keepFinite(float[] w, int at, float[] next, int from, int count) {
    boolean good = true;
    for (int k = 0; k < count; k++) {
      boolean finite = Math.abs(next[from + k]) <= Float.MAX_VALUE;
      w[at + k] = finite ? next[from + k] : w[at + k];
      good &= finite;
    }
    return good;
  }
}
