package io.github.lenetcl.compute.cpu.blocks;

/**
 * A step down the gradient, w ← w − rate·g, a rate for each parameter. A value that would not be
 * finite is kept.
 *
 * @param w the parameters
 * @param g the gradient
 * @param rates the rates
 * @param next a place to work in, of a slice at least
 */
public record Step(float[] w, float[] g, float[] rates, float[] next) {

  /** Changes all parameters and returns whether every new value was finite. */
  public boolean all() {
    return new DescentSlices(w, rates, next).change(g, 0, 0, w.length, 0);
  }

  /** Changes the parameters in a range and returns whether every new value was finite. */
  public boolean range(int from, int to) {
    boolean good = true;
    for (int k = from; k < to; k++) {
      float value = w[k] - rates[k] * g[k];
      boolean finite = Math.abs(value) <= Float.MAX_VALUE;
      w[k] = finite ? value : w[k];
      good &= finite;
    }
    return good;
  }
}
