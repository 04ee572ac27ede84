package io.github.lenetcl.compute.cpu.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The exponential of a vector of numbers that are not above 0, within 2 ULP down to e^−87 and 0
 * below: 2^n·e^g with g within ±ln 2 / 2. It is made of additions and fused multiply-adds alone, so
 * that it gives the same on every machine, interpreted or compiled.
 */
final class SimdExp {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** Below this the result would be no normal number. */
  static final float LEAST = -87;

  private static final float LOG2_E = 1.44269504f;
  private static final float LN2 = 0.693147182f;

  /** What is missing of {@link #LN2}, negated. */
  private static final float LN2_REST = 1.90465421e-9f;

  /** Adding this rounds to an integer, which is then in the lowest bits. */
  private static final float ROUNDING = 12582912f;

  private static final int EXPONENT_SHIFT = 23;
  private static final int ONE = Float.floatToRawIntBits(1);

  private SimdExp() {}

  static FloatVector ofNegative(FloatVector x) {
    FloatVector a = x.max(LEAST);
    FloatVector shifted =
        a.fma(FloatVector.broadcast(SPECIES, LOG2_E), FloatVector.broadcast(SPECIES, ROUNDING));
    FloatVector n = shifted.sub(ROUNDING);
    FloatVector g = n.fma(FloatVector.broadcast(SPECIES, -LN2), a);
    g = n.fma(FloatVector.broadcast(SPECIES, LN2_REST), g);
    FloatVector p = FloatVector.broadcast(SPECIES, 0.001381446476f);
    p = p.fma(g, FloatVector.broadcast(SPECIES, 0.008368780623f));
    p = p.fma(g, FloatVector.broadcast(SPECIES, 0.04166839426f));
    p = p.fma(g, FloatVector.broadcast(SPECIES, 0.1666652011f));
    p = p.fma(g, FloatVector.broadcast(SPECIES, 0.4999999341f));
    p = p.mul(g).fma(g, g);
    IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT_SHIFT);
    FloatVector scale = exponent.add(ONE).reinterpretAsFloats();
    FloatVector value = p.fma(scale, scale);
    return value.blend(FloatVector.zero(SPECIES), x.compare(VectorOperators.LT, LEAST));
  }
}
