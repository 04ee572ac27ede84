package io.github.lenetcl.compute.cpu.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The normal distribution of a vector of numbers, and its approximation by a tangent. */
final class SimdNormal {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private static final float DENSITY_AT_0 = 0.398942280f;
  private static final float SQRT_2_BY_PI = 0.797884561f;
  private static final float CUBIC = 0.044715f;

  /** Where the tangent has long been 1, and the cube is still a number. */
  private static final float FLAT = 20;

  private SimdNormal() {}

  /** 1/√(2π)·e^(−x²/2). */
  static FloatVector density(FloatVector x) {
    return SimdExp.ofNegative(x.mul(x).mul(-0.5f)).mul(DENSITY_AT_0);
  }

  /**
   * Φ(x), within 8e-8: a polynomial of t = 1/(1 + p·|x|) times e^(−x²/2) (Abramowitz and Stegun
   * 7.1.26, whose argument is x/√2).
   */
  static FloatVector below(FloatVector x) {
    FloatVector size = x.abs();
    FloatVector t = FloatVector.broadcast(SPECIES, 1).div(size.mul(0.231641888f).add(1));
    FloatVector p = FloatVector.broadcast(SPECIES, 0.5307027145f);
    p = p.fma(t, FloatVector.broadcast(SPECIES, -0.7265760135f));
    p = p.fma(t, FloatVector.broadcast(SPECIES, 0.7107068705f));
    p = p.fma(t, FloatVector.broadcast(SPECIES, -0.142248368f));
    p = p.fma(t, FloatVector.broadcast(SPECIES, 0.127414796f));
    FloatVector above = p.mul(t).mul(SimdExp.ofNegative(size.mul(size).mul(-0.5f)));
    return above.blend(above.neg().add(1), x.compare(VectorOperators.GT, 0));
  }

  /**
   * tanh(log(1 + e^x)) from n = e^−|x|: 1 − {@link #mishRest} above 0, else (n² + 2n)/(n² + 2n +
   * 2).
   */
  static FloatVector mishFactor(FloatVector x) {
    FloatVector n = SimdExp.ofNegative(x.abs().neg());
    FloatVector s = n.mul(n.add(2));
    FloatVector below = s.div(s.add(2));
    return below.blend(mishRest(x).neg().add(1), x.compare(VectorOperators.GT, 0));
  }

  /** 1 − tanh(log(1 + e^x)) without overflow. */
  static FloatVector mishRest(FloatVector x) {
    FloatVector n = SimdExp.ofNegative(x.abs().neg());
    FloatVector square = n.mul(n).mul(2);
    FloatVector above = square.div(square.add(n.mul(2)).add(1));
    FloatVector below = FloatVector.broadcast(SPECIES, 2).div(n.mul(n.add(2)).add(2));
    return below.blend(above, x.compare(VectorOperators.GT, 0));
  }

  /** √(2/π)·(x + 0.044715·x³). */
  static FloatVector bend(FloatVector x) {
    FloatVector c = x.max(-FLAT).min(FLAT);
    return c.mul(c).mul(CUBIC).add(1).mul(c).mul(SQRT_2_BY_PI);
  }

  /** The slope of x·s(2·{@link #bend}), s(a) = 1/(1 + e^−a), which is x/2·(1 + tanh(bend)). */
  static FloatVector tanhSlope(FloatVector x) {
    FloatVector c = x.max(-FLAT).min(FLAT);
    FloatVector e = SimdExp.ofNegative(bend(c).abs().mul(-2));
    FloatVector larger = FloatVector.broadcast(SPECIES, 1).div(e.add(1));
    FloatVector smaller = e.mul(larger);
    FloatVector rise = c.mul(c).mul(3 * CUBIC).add(1).mul(2 * SQRT_2_BY_PI);
    FloatVector share = smaller.blend(larger, c.compare(VectorOperators.GT, 0));
    return larger.mul(smaller).mul(c).mul(rise).add(share);
  }
}
