package io.github.lenetcl.compute.cpu.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.cpu.vector.SimdChains;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Chains stay among the numbers that take no longer than others. */
class ChainsTest {

  @Test
  void plainChainsTendToOne() {
    assertEquals(1, new PlainChains().run(2000), 1e-3);
  }

  @Test
  void vectorChainsStayFinite() {
    Assumptions.assumeTrue(VectorModule.isReady(), "no vector instructions here");
    float sum = new SimdChains().run(3);
    assertTrue(Float.isFinite(sum) && sum != 0, () -> "sum " + sum);
  }
}
