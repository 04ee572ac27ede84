package io.github.lenetcl.compute.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Updates of the parameters, and sums of gradients. Arrays are filled up to whole vectors. */
final class SimdUpdates {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private SimdUpdates() {}

  /**
   * Sets w ← w − rate·step, or w ← w − rate_k·step_k where there is a rate for each; a value that
   * would not be finite is kept.
   *
   * @param rates a rate for each parameter, or an empty array
   * @return whether every new value was finite
   */
  static boolean descend(float[] w, float[] step, float rate, float[] rates) {
    VectorMask<Float> good = SPECIES.maskAll(true);
    for (int k = 0; k < w.length; k += L) {
      FloatVector old = FloatVector.fromArray(SPECIES, w, k);
      FloatVector change = FloatVector.fromArray(SPECIES, step, k);
      FloatVector factor =
          rates.length == 0
              ? FloatVector.broadcast(SPECIES, rate)
              : FloatVector.fromArray(SPECIES, rates, k);
      FloatVector value = old.sub(factor.mul(change));
      VectorMask<Float> finite = value.abs().compare(VectorOperators.LE, Float.MAX_VALUE);
      good = good.and(finite);
      old.blend(value, finite).intoArray(w, k);
    }
    return good.allTrue();
  }

  /** Sets v ← momentum·v + g. */
  static void accelerate(float[] v, float momentum, float[] g) {
    for (int k = 0; k < v.length; k += L) {
      FloatVector.fromArray(SPECIES, v, k)
          .mul(momentum)
          .add(FloatVector.fromArray(SPECIES, g, k))
          .intoArray(v, k);
    }
  }

  /** Adds one array to another between two indices that are whole vectors. */
  static void add(float[] total, float[] part, int from, int to) {
    for (int k = from; k < to; k += L) {
      FloatVector.fromArray(SPECIES, total, k)
          .add(FloatVector.fromArray(SPECIES, part, k))
          .intoArray(total, k);
    }
  }
}
