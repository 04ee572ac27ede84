package io.github.lenetcl.compute.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Sums of gradients and of steps. Arrays are filled up to whole vectors. */
final class SimdUpdates {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private SimdUpdates() {}

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
