package io.github.lenetcl.compute.opencl.device;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxLoaderTest {

  @TempDir private Path folder;
  private Path cache;

  @BeforeEach
  void write() throws IOException {
    cache = Files.write(folder.resolve("cache"), new byte[] {1, -1, 0, 'l', 'i', 'b'});
  }

  private boolean isMissing(Map<String, String> environment) {
    return LinuxLoader.isMissing(cache, List.of(folder.toString()), environment);
  }

  @Test
  void findsNone() {
    assertTrue(isMissing(Map.of()));
    assertTrue(isMissing(Map.of("LD_LIBRARY_PATH", ":/nowhere")));
  }

  @Test
  void looksIntoTheLinkersCache() throws IOException {
    Files.writeString(cache, "\0libOpenCL.so.1\0/usr/lib/libOpenCL.so.1\0");
    assertFalse(isMissing(Map.of()));
  }

  @Test
  void looksIntoFolders() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.createFile(other.resolve("libOpenCL.so"));
    assertTrue(isMissing(Map.of()));
    assertFalse(isMissing(Map.of("LD_LIBRARY_PATH", "/nowhere:" + other)));
    Files.createFile(folder.resolve("libOpenCL.so.1"));
    assertFalse(isMissing(Map.of()));
  }

  @Test
  void cannotTellWithoutACache() {
    assertFalse(LinuxLoader.isMissing(folder.resolve("none"), List.of(), Map.of()));
  }
}
