package io.github.lenetcl.cli.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.cli.Run;
import org.junit.jupiter.api.Test;

class TuneCommandTest {

  @Test
  void theCpuHasNoWorkGroups() {
    Run run = Run.of("tune", "--device", "cpu:plain");
    assertEquals(1, run.code());
    assertTrue(run.err().contains("has no work-groups, wanted --device opencl"), run.err());
  }
}
