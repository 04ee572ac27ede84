package io.github.lenetcl.compute.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * A step down the gradient, w ← w − rate·g, a rate for each parameter. A value that would not be
 * finite is kept.
 *
 * @param w the parameters; these arrays are filled up to whole vectors
 * @param g the gradient
 * @param rates the rates
 */
record SimdStep(float[] w, float[] g, float[] rates) {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  /** Changes all parameters and returns whether every new value was finite. */
  boolean all() {
    FloatVector faults = FloatVector.zero(SPECIES);
    for (int k = 0; k < w.length; k += L) {
      faults = change(k, FloatVector.fromArray(SPECIES, g, k), faults);
    }
    return SimdSum.of(faults) == 0;
  }

  /** Changes the parameters in a range and returns whether every new value was finite. */
  boolean range(int from, int to) {
    boolean good = true;
    for (int k = from; k < to; k++) {
      float value = w[k] - rates[k] * g[k];
      boolean finite = Math.abs(value) <= Float.MAX_VALUE;
      w[k] = finite ? value : w[k];
      good &= finite;
    }
    return good;
  }

  /**
   * Changes a matrix by the gradient d[o]·x[k] of one sample, which goes no further than the
   * registers, and returns whether every new value was finite. What overruns a row is changed by
   * the zeros behind x.
   */
  boolean outer(int wAt, int rows, int columns, float[] d, float[] x) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector faults = zero;
    for (int o = 0; o < rows; o++) {
      FloatVector factor = FloatVector.broadcast(SPECIES, d[o]);
      int row = wAt + o * columns;
      for (int k = 0; k < columns; k += L) {
        FloatVector gradient = FloatVector.fromArray(SPECIES, x, k).fma(factor, zero);
        faults = change(row + k, gradient, faults);
      }
    }
    return SimdSum.of(faults) == 0;
  }

  /** Changes a vector of parameters; faults are zero times each new value: 0 or not a number. */
  private FloatVector change(int k, FloatVector gradient, FloatVector faults) {
    FloatVector old = FloatVector.fromArray(SPECIES, w, k);
    FloatVector value = old.sub(FloatVector.fromArray(SPECIES, rates, k).mul(gradient));
    VectorMask<Float> finite = value.abs().compare(VectorOperators.LE, Float.MAX_VALUE);
    old.blend(value, finite).intoArray(w, k);
    return value.fma(FloatVector.zero(SPECIES), faults);
  }
}
