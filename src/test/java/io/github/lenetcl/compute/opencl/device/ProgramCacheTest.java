package io.github.lenetcl.compute.opencl.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramCacheTest {

  private static final byte[] PROGRAM = {1, 2, 3, 4, 5};
  private static final String KEY = ProgramCache.key("source", "options");

  @TempDir private Path folder;

  @Test
  void givesBackWhatWasStored() throws IOException {
    ProgramCache cache = ProgramCache.in(folder.resolve("new").resolve("folder"));
    assertTrue(cache.load(KEY).isEmpty());
    cache.store(KEY, PROGRAM);
    cache.store(KEY, PROGRAM);
    assertArrayEquals(PROGRAM, cache.load(KEY).orElseThrow());
    try (Stream<Path> files = Files.list(cache.folder().orElseThrow())) {
      assertEquals(1, files.count(), "no parts left beside the program");
    }
  }

  @Test
  void refusesDamagedFiles() throws IOException {
    ProgramCache cache = ProgramCache.in(folder);
    cache.store(KEY, PROGRAM);
    Path file = folder.resolve(KEY + ".bin");
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 1;
      Files.write(file, damaged);
      assertTrue(cache.load(KEY).isEmpty(), "bit flipped in byte " + i);
    }
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertTrue(cache.load(KEY).isEmpty(), "cut to " + length);
    }
  }

  @Test
  void doesWithoutAFolder() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    ProgramCache cache = ProgramCache.in(file);
    cache.store(KEY, PROGRAM);
    assertTrue(cache.load(KEY).isEmpty());
  }

  @Test
  void isWhereTheUserWantsIt() {
    assertEquals(Optional.empty(), ProgramCache.of("off", Map.of()).folder());
    assertEquals(
        Optional.of(Path.of("here")),
        ProgramCache.of("here", Map.of("XDG_CACHE_HOME", "there")).folder());
    assertEquals(
        Optional.of(Path.of("there", "lenet-cl")),
        ProgramCache.of("", Map.of("XDG_CACHE_HOME", "there")).folder());
    assertEquals(
        Optional.of(Path.of(System.getProperty("user.home"), ".cache", "lenet-cl")),
        ProgramCache.of("", Map.of()).folder());
    ProgramCache.of("off", Map.of()).store(KEY, PROGRAM);
  }

  @Test
  void keysTellPartsApart() {
    assertEquals(KEY, ProgramCache.key("source", "options"));
    assertNotEquals(KEY, ProgramCache.key("sourceoptions"));
    assertNotEquals(KEY, ProgramCache.key("source", "option", "s"));
    assertNotEquals(KEY, ProgramCache.key("source", "options "));
  }
}
