package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.blocks.DescentSlices;
import io.github.lenetcl.compute.cpu.blocks.Slices;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Steps down the gradient, w ← w − rate·g, in one pass; bit for bit those of {@link DescentSlices},
 * which makes the last ones of a range.
 *
 * @param w the parameters
 * @param rates a rate for each parameter, or one for all
 * @param plain the same steps in plain loops
 */
record SimdDescent(float[] w, float[] rates, DescentSlices plain) implements Slices {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  @Override
  public boolean change(float[] gradient, int at, int from, int to, int worker) {
    int whole = from + SPECIES.loopBound(to - from);
    float faults =
        rates.length == 1
            ? even(w, rates[0], gradient, at - from, from, whole)
            : each(w, rates, gradient, at - from, from, whole);
    boolean good = faults == 0;
    return good & (whole == to || plain.change(gradient, at + whole - from, whole, to, worker));
  }

  private static float even(float[] w, float rate, float[] g, int shift, int from, int to) {
    FloatVector factor = FloatVector.broadcast(SPECIES, rate);
    FloatVector faults = FloatVector.zero(SPECIES);
    for (int k = from; k < to; k += L) {
      faults = step(w, k, factor.mul(FloatVector.fromArray(SPECIES, g, k + shift)), faults);
    }
    return SimdSum.of(faults);
  }

  private static float each(float[] w, float[] rates, float[] g, int shift, int from, int to) {
    FloatVector faults = FloatVector.zero(SPECIES);
    for (int k = from; k < to; k += L) {
      FloatVector factor = FloatVector.fromArray(SPECIES, rates, k);
      faults = step(w, k, factor.mul(FloatVector.fromArray(SPECIES, g, k + shift)), faults);
    }
    return SimdSum.of(faults);
  }

  /** Faults are zero times each new value: 0, or not a number. */
  private static FloatVector step(float[] w, int k, FloatVector down, FloatVector faults) {
    FloatVector old = FloatVector.fromArray(SPECIES, w, k);
    FloatVector value = old.sub(down);
    VectorMask<Float> finite = value.abs().compare(VectorOperators.LE, Float.MAX_VALUE);
    old.blend(value, finite).intoArray(w, k);
    return value.fma(FloatVector.zero(SPECIES), faults);
  }
}
