package io.github.lenetcl.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.compute.cpu.VectorCpuForTests;
import io.github.lenetcl.compute.opencl.OpenClForTests;
import org.junit.jupiter.api.Test;

/** Probes tell how much they did, in proportion to what they were asked for. */
class ProbeTest {

  @Test
  void ofPlainLoops() {
    check(CpuBackend.plain(2));
  }

  @Test
  void ofVectorInstructions() {
    check(VectorCpuForTests.open());
  }

  @Test
  void ofAnOpenClDevice() {
    check(OpenClForTests.open());
  }

  private static void check(Backend opened) {
    try (Backend backend = opened;
        Probe probe = backend.probe()) {
      long flop = probe.arithmetic(1);
      assertTrue(flop > 0);
      assertEquals(3 * flop, probe.arithmetic(3));
      long bytes = probe.copy(1);
      assertTrue(bytes > 0);
      assertEquals(2 * bytes, probe.copy(2));
    }
  }
}
