package io.github.lenetcl.compute.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The hyperbolic tangent of a vector, within 1.4 ULP: an odd polynomial below 0.625, 1 − 2/(e^2x +
 * 1) beyond. Both are minimax on their ranges, and made of additions and fused multiply-adds alone,
 * so that they give the same on every machine, interpreted or compiled.
 */
final class SimdTanh {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** Beyond this the nearest float to tanh(x) is ±1. */
  private static final float BOUND = 9.02f;

  private static final float POLYNOMIAL_BELOW = 0.625f;
  private static final float TWO_LOG2_E = 2.88539008f;
  private static final float LN2 = 0.693147182f;

  /** What is missing of {@link #LN2}, negated. */
  private static final float LN2_REST = 1.90465421e-9f;

  /** Adding this rounds to an integer, which is then in the lowest bits. */
  private static final float ROUNDING = 12582912f;

  private static final int EXPONENT_SHIFT = 23;

  private SimdTanh() {}

  static FloatVector tanh(FloatVector x) {
    FloatVector a = x.abs().min(BOUND);
    FloatVector result = far(a).blend(near(a), a.compare(VectorOperators.LT, POLYNOMIAL_BELOW));
    IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
    return result.reinterpretAsInts().or(sign).reinterpretAsFloats();
  }

  private static FloatVector near(FloatVector a) {
    FloatVector z = a.mul(a);
    FloatVector p = FloatVector.broadcast(SPECIES, -0.005704767262f);
    p = p.fma(z, FloatVector.broadcast(SPECIES, 0.02063890224f));
    p = p.fma(z, FloatVector.broadcast(SPECIES, -0.05373966213f));
    p = p.fma(z, FloatVector.broadcast(SPECIES, 0.1333144161f));
    p = p.fma(z, FloatVector.broadcast(SPECIES, -0.3333328192f));
    return p.mul(z).fma(a, a);
  }

  /** e^2a = 2^n·e^g with g = 2a − n·ln 2 within ±ln 2 / 2; n goes into the exponent's bits. */
  private static FloatVector far(FloatVector a) {
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
    FloatVector exp = p.mul(g).fma(g, g).add(1);
    IntVector scale = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT_SHIFT);
    exp = exp.reinterpretAsInts().add(scale).reinterpretAsFloats();
    return FloatVector.broadcast(SPECIES, 2).div(exp.add(1)).neg().add(1);
  }
}
