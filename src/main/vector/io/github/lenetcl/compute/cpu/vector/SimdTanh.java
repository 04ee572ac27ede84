package io.github.lenetcl.compute.cpu.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The hyperbolic tangent of a vector, within 3 ULP: m/(m + 2) with m = e^2x − 1, which keeps its
 * accuracy near zero. It is made of one division, additions and fused multiply-adds alone, so that
 * it gives the same on every machine, interpreted or compiled.
 */
final class SimdTanh {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** Beyond this the nearest float to tanh(x) is ±1. */
  private static final float BOUND = 9.02f;

  private static final float TWO_LOG2_E = 2.88539008f;
  private static final float LN2 = 0.693147182f;

  /** What is missing of {@link #LN2}, negated. */
  private static final float LN2_REST = 1.90465421e-9f;

  /** Adding this rounds to an integer, which is then in the lowest bits. */
  private static final float ROUNDING = 12582912f;

  private static final int EXPONENT_SHIFT = 23;
  private static final int ONE = Float.floatToRawIntBits(1);

  private SimdTanh() {}

  static FloatVector tanh(FloatVector x) {
    FloatVector m = lessOne(x.abs().min(BOUND));
    IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
    return m.div(m.add(2)).reinterpretAsInts().or(sign).reinterpretAsFloats();
  }

  /**
   * e^2a − 1 = 2^n·(e^g − 1) + (2^n − 1) with g = 2a − n·ln 2 within ±ln 2 / 2, where e^g − 1 is a
   * minimax polynomial; n goes into the exponent's bits.
   */
  static FloatVector lessOne(FloatVector a) {
    FloatVector shifted =
        a.fma(FloatVector.broadcast(SPECIES, TWO_LOG2_E), FloatVector.broadcast(SPECIES, ROUNDING));
    FloatVector n = shifted.sub(ROUNDING);
    FloatVector g = n.fma(FloatVector.broadcast(SPECIES, -LN2), a.add(a));
    g = n.fma(FloatVector.broadcast(SPECIES, LN2_REST), g);
    FloatVector p = FloatVector.broadcast(SPECIES, 0.001381446476f);
    p = p.fma(g, FloatVector.broadcast(SPECIES, 0.008368780623f));
    p = p.fma(g, FloatVector.broadcast(SPECIES, 0.04166839426f));
    p = p.fma(g, FloatVector.broadcast(SPECIES, 0.1666652011f));
    p = p.fma(g, FloatVector.broadcast(SPECIES, 0.4999999341f));
    p = p.mul(g).fma(g, g);
    IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT_SHIFT);
    FloatVector scale = exponent.add(ONE).reinterpretAsFloats();
    return p.fma(scale, scale.sub(1));
  }
}
