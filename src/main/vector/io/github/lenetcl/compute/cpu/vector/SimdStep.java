package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.blocks.Step;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The step of a matrix whose gradient is that of one sample. */
final class SimdStep {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private SimdStep() {}

  /**
   * Changes a matrix by the gradient d[o]·x[k] of one sample, which goes no further than the
   * registers, and returns whether every new value was finite. What overruns a row is changed by
   * the zeros behind x.
   */
  static boolean outer(float[] x, float[] d, int rows, int columns, Step step, int wAt) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector faults = zero;
    for (int o = 0; o < rows; o++) {
      FloatVector factor = FloatVector.broadcast(SPECIES, d[o]);
      int row = wAt + o * columns;
      for (int k = 0; k < columns; k += L) {
        FloatVector gradient = FloatVector.fromArray(SPECIES, x, k).fma(factor, zero);
        faults = change(step.w(), step.rates(), row + k, gradient, faults);
      }
    }
    return SimdSum.of(faults) == 0;
  }

  /** Changes a vector of parameters; faults are zero times each new value: 0 or not a number. */
  private static FloatVector change(
      float[] w, float[] rates, int k, FloatVector gradient, FloatVector faults) {
    FloatVector old = FloatVector.fromArray(SPECIES, w, k);
    FloatVector value = old.sub(FloatVector.fromArray(SPECIES, rates, k).mul(gradient));
    VectorMask<Float> finite = value.abs().compare(VectorOperators.LE, Float.MAX_VALUE);
    old.blend(value, finite).intoArray(w, k);
    return value.fma(FloatVector.zero(SPECIES), faults);
  }
}
