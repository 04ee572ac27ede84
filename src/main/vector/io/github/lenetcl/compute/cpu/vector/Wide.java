package io.github.lenetcl.compute.cpu.vector;

import jdk.incubator.vector.FloatVector;

/** Samples side by side, one in each lane of a vector. */
final class Wide {

  /** How many there are. */
  static final int LANES = FloatVector.SPECIES_PREFERRED.length();

  private Wide() {}
}
