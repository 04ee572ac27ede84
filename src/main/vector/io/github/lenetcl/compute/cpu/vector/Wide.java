package io.github.lenetcl.compute.cpu.vector;

import jdk.incubator.vector.FloatVector;

/** Samples side by side, one in each lane of a vector. */
final class Wide {

  /** How many there are. */
  static final int LANES = FloatVector.SPECIES_PREFERRED.length();

  private Wide() {}

  /** Brings weights into the order in which a layer takes them: to[n] = w[from[n]]. */
  static void gather(float[] w, int[] from, float[] to) {
    for (int n = 0; n < to.length; n++) {
      to[n] = w[from[n]];
    }
  }
}
