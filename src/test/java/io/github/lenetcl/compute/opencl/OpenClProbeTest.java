package io.github.lenetcl.compute.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.opencl.device.ClHandle;
import org.junit.jupiter.api.Test;

class OpenClProbeTest {

  @Test
  void theBackendClosesIt() {
    long before = ClHandle.live();
    Backend backend = OpenClForTests.open();
    backend.probe();
    backend.close();
    assertEquals(before, ClHandle.live());
  }
}
