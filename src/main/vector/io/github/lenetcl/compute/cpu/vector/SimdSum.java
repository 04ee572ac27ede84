package io.github.lenetcl.compute.cpu.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
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

  /** Lane i reads the lane whose number differs from its own in one bit: L/2, L/4, and so on. */
  private static final VectorShuffle<Float> ACROSS_HALF = across(L / 2);

  private static final VectorShuffle<Float> ACROSS_QUARTER = across(L / 4);
  private static final VectorShuffle<Float> ACROSS_EIGHTH = across(L / 8);
  private static final VectorShuffle<Float> ACROSS_SIXTEENTH = across(L / 16);
  private static final VectorMask<Float> IN_HALF = bit(L / 2);
  private static final VectorMask<Float> IN_QUARTER = bit(L / 4);
  private static final VectorMask<Float> IN_EIGHTH = bit(L / 8);
  private static final VectorMask<Float> IN_SIXTEENTH = bit(L / 16);

  private SimdSum() {}

  private static VectorShuffle<Float> across(int bit) {
    return VectorShuffle.fromOp(SPECIES, lane -> lane ^ bit);
  }

  private static VectorMask<Float> bit(int bit) {
    boolean[] lanes = new boolean[L];
    for (int lane = 0; lane < L; lane++) {
      lanes[lane] = (lane & bit) != 0;
    }
    return VectorMask.fromArray(SPECIES, lanes, 0);
  }

  /**
   * Sums the lanes of as many vectors as a vector has lanes, which stand one behind the other, and
   * writes the sum of vector i to lane i of a vector at {@code to}, which may be the first of them.
   * The others are written over.
   */
  static void each(float[] vectors, int at, int to) {
    if (L >= 2) {
      fold(vectors, at, L / 2, ACROSS_HALF, IN_HALF);
    }
    if (L >= 4) {
      fold(vectors, at, L / 4, ACROSS_QUARTER, IN_QUARTER);
    }
    if (L >= 8) {
      fold(vectors, at, L / 8, ACROSS_EIGHTH, IN_EIGHTH);
    }
    if (L >= 16) {
      fold(vectors, at, L / 16, ACROSS_SIXTEENTH, IN_SIXTEENTH);
    }
    FloatVector.fromArray(SPECIES, vectors, at).intoArray(vectors, to);
  }

  /** Makes one vector of two: lanes with the bit are of the second, the others of the first. */
  private static void fold(
      float[] vectors, int at, int n, VectorShuffle<Float> across, VectorMask<Float> in) {
    for (int i = at; i < at + n * L; i += L) {
      FloatVector a = FloatVector.fromArray(SPECIES, vectors, i);
      FloatVector b = FloatVector.fromArray(SPECIES, vectors, i + n * L);
      a.blend(b, in).add(b.blend(a, in).rearrange(across)).intoArray(vectors, i);
    }
  }

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
