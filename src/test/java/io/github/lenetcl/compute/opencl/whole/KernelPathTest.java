package io.github.lenetcl.compute.opencl.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KernelPathTest {

  @Test
  void isNamedInLowerCase() {
    for (KernelPath path : KernelPath.values()) {
      assertEquals(path, KernelPath.of(path.toString()));
    }
    assertEquals(KernelPath.GENERAL, KernelPath.of("general"));
  }

  @Test
  void saysWhatItWanted() {
    var e = assertThrows(IllegalArgumentException.class, () -> KernelPath.of("fast"));
    assertTrue(
        e.getMessage().startsWith("lenet.opencl.path: found fast, wanted one of [auto, general"),
        e.getMessage());
  }
}
