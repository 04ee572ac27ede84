package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.probe.Chains;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Chains of fused multiply-adds in vector registers: twelve, more than two units of four cycles
 * each need, and few enough for sixteen registers.
 */
public final class SimdChains implements Chains {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int CHAINS = 12;
  private static final int STEPS = 256;

  @Override
  public float run(int rounds) {
    float sum = 0;
    for (int round = 0; round < rounds; round++) {
      sum += steps(round);
    }
    return sum;
  }

  private static float steps(float start) {
    FloatVector factor = FloatVector.broadcast(SPECIES, FACTOR);
    FloatVector addend = FloatVector.broadcast(SPECIES, ADDEND);
    FloatVector s0 = FloatVector.broadcast(SPECIES, start);
    FloatVector s1 = s0.add(1);
    FloatVector s2 = s0.add(2);
    FloatVector s3 = s0.add(3);
    FloatVector s4 = s0.add(4);
    FloatVector s5 = s0.add(5);
    FloatVector s6 = s0.add(6);
    FloatVector s7 = s0.add(7);
    FloatVector s8 = s0.add(8);
    FloatVector s9 = s0.add(9);
    FloatVector s10 = s0.add(10);
    FloatVector s11 = s0.add(11);
    for (int step = 0; step < STEPS; step++) {
      s0 = s0.fma(factor, addend);
      s1 = s1.fma(factor, addend);
      s2 = s2.fma(factor, addend);
      s3 = s3.fma(factor, addend);
      s4 = s4.fma(factor, addend);
      s5 = s5.fma(factor, addend);
      s6 = s6.fma(factor, addend);
      s7 = s7.fma(factor, addend);
      s8 = s8.fma(factor, addend);
      s9 = s9.fma(factor, addend);
      s10 = s10.fma(factor, addend);
      s11 = s11.fma(factor, addend);
    }
    FloatVector low = s0.add(s1).add(s2).add(s3).add(s4).add(s5);
    FloatVector high = s6.add(s7).add(s8).add(s9).add(s10).add(s11);
    return SimdSum.of(low.add(high));
  }

  @Override
  public long flop() {
    return 2L * CHAINS * STEPS * SPECIES.length();
  }
}
