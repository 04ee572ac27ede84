package io.github.lenetcl.compute.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sum of a vector's lanes, in an order of its own: halves, quarters and so on. The order of
 * {@code reduceLanes} is not defined and changes when the compiler takes over from the interpreter.
 */
final class SimdSum {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  /**
   * Lane i reads lane i + L/2, modulo L; then L/4, and so on. Beyond a single lane it reads itself.
   */
  private static final VectorShuffle<Float> HALF = rotation(L / 2);

  private static final VectorShuffle<Float> QUARTER = rotation(L / 4);
  private static final VectorShuffle<Float> EIGHTH = rotation(L / 8);
  private static final VectorShuffle<Float> SIXTEENTH = rotation(L / 16);

  private SimdSum() {}

  private static VectorShuffle<Float> rotation(int by) {
    return VectorShuffle.fromOp(SPECIES, lane -> (lane + by) % L);
  }

  static float of(FloatVector lanes) {
    FloatVector sum = lanes.add(lanes.rearrange(HALF));
    if (L >= 4) {
      sum = sum.add(sum.rearrange(QUARTER));
    }
    if (L >= 8) {
      sum = sum.add(sum.rearrange(EIGHTH));
    }
    if (L >= 16) {
      sum = sum.add(sum.rearrange(SIXTEENTH));
    }
    return sum.lane(0);
  }
}
