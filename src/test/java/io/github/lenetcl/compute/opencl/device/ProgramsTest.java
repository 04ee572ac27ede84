package io.github.lenetcl.compute.opencl.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.opencl.OpenClForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs from the cache, and what stands in it that is no program. */
class ProgramsTest {

  private static final Map<String, Integer> SIZES = Map.of("GROUP", 16);

  @TempDir private Path folder;

  private ClContext context;

  @BeforeEach
  void open() {
    try (Backend backend = OpenClForTests.open()) {
      context = new ClContext(ClDevices.find(backend.device()));
    }
  }

  @AfterEach
  void close() {
    if (context != null) {
      context.close();
    }
  }

  @Test
  void compilesOnlyOnce() {
    assertEquals(1, compiled(SIZES));
    assertEquals(0, compiled(SIZES));
    assertEquals(1, compiled(Map.of("GROUP", 32)));
  }

  @Test
  void compilesAnewWhereTheCacheHoldsSomethingElse() throws IOException {
    assertEquals(1, compiled(SIZES));
    Path file;
    try (Stream<Path> files = Files.list(folder)) {
      file = files.findFirst().orElseThrow();
    }
    String key = file.getFileName().toString().replace(".bin", "");
    ProgramCache.in(folder).store(key, "no program".getBytes());
    assertEquals(1, compiled(SIZES));
    assertEquals(0, compiled(SIZES));
  }

  @Test
  void worksWithoutACache() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertEquals(1, compiled(SIZES, ProgramCache.in(file)));
    assertEquals(1, compiled(SIZES, ProgramCache.of("off", Map.of())));
  }

  @Test
  void showsTheCompilersLog() {
    DeviceException e =
        assertThrows(
            DeviceException.class,
            () -> ClProgram.fromSource(context, "bad.cl", "kernel void f() { nonsense; }", ""));
    assertTrue(e.getMessage().contains("bad.cl"), e.getMessage());
    assertTrue(e.getMessage().contains("CL_BUILD_PROGRAM_FAILURE (-11)"), e.getMessage());
    assertTrue(e.getMessage().contains("nonsense"), e.getMessage());
  }

  private int compiled(Map<String, Integer> sizes) {
    return compiled(sizes, ProgramCache.in(folder));
  }

  /** Builds a program twice, takes a kernel from it, and tells how often it was compiled. */
  private int compiled(Map<String, Integer> sizes, ProgramCache cache) {
    try (Programs programs = new Programs(context, cache)) {
      programs.get("reduction.cl", sizes);
      WorkGroup group = WorkGroup.of(sizes.get("GROUP"));
      try (ClQueue queue = new ClQueue(context);
          ClKernel kernel =
              new ClKernel(
                  queue, () -> programs.get("reduction.cl", sizes), "reduction_blocks", group)) {
        assertEquals(0, kernel.localMemory());
      }
      return programs.compiled();
    }
  }
}
