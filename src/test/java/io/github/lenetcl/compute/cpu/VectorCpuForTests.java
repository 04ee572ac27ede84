package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.compute.cpu.probe.VectorModule;
import org.junit.jupiter.api.Assumptions;

/** The CPU in vector instructions; tests of it are skipped on a Java that has none. */
public final class VectorCpuForTests {

  private VectorCpuForTests() {}

  /** Opens it with two threads. */
  public static CpuBackend open() {
    return open(2);
  }

  /** Opens it. */
  public static CpuBackend open(int threads) {
    Assumptions.assumeTrue(
        VectorModule.isReady(), "this Java has no vector instructions for us: see the warning");
    return new CpuBackend(threads);
  }
}
