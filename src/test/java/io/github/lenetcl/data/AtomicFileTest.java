package io.github.lenetcl.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files are replaced whole, and what is no regular file is written to. */
@DisabledOnOs(OS.WINDOWS)
class AtomicFileTest {

  @TempDir Path folder;

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void replacesWhatALinkPointsTo() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "old");
    Path middle = Files.createSymbolicLink(folder.resolve("middle"), Path.of("target"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), middle);
    write(link, "new");
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(target));
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), Path.of("none"));
    write(dangling, "new");
    assertEquals("new", Files.readString(folder.resolve("none")));
    Path circle = Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));
    assertThrows(IOException.class, () -> write(circle, "new"));
    assertTrue(Files.exists(circle, LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void keepsPermissions() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    write(file, "new");
    assertEquals("new", Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void writesToAPipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    CompletableFuture<byte[]> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readAllBytes(pipe);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    AtomicFile.requirePossible(pipe);
    write(pipe, "through");
    assertArrayEquals("through".getBytes(StandardCharsets.UTF_8), read.get(20, TimeUnit.SECONDS));
    assertEquals(List.of("pipe"), names());
    assertFalse(Files.isRegularFile(pipe));
  }

  @Test
  void removesWhatNobodyWritesAnyMoreAndNothingElse() throws IOException {
    Path left = Files.writeString(folder.resolve("a.bin.1f.part"), "half");
    Path other = Files.writeString(folder.resolve("b.bin.1f.part"), "of another target");
    Path held = Files.writeString(folder.resolve("a.bin.2f.part"), "in hand");
    Path named = Files.writeString(folder.resolve("a.bin.mine.part"), "a user's");
    try (FileChannel writer = FileChannel.open(held, StandardOpenOption.WRITE)) {
      writer.lock();
      write(folder.resolve("a.bin"), "whole");
    }
    assertFalse(Files.exists(left));
    assertTrue(Files.exists(other) && Files.exists(held) && Files.exists(named));
  }

  /** Not that of the part, which no user has heard of. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFailureTellsTheNameThatWasAskedFor() {
    Path target = folder.resolve("n".repeat(250));
    var e = assertThrows(IOException.class, () -> AtomicFile.requirePossible(target));
    assertEquals(target + ": File name too long", e.getMessage());
  }

  @Test
  void leavesTheOldFileAndNothingElseWhereWritingFails() throws IOException {
    Path file = Files.writeString(folder.resolve("a.bin"), "old");
    assertThrows(
        IOException.class,
        () ->
            AtomicFile.write(
                file,
                out -> {
                  out.write(1);
                  throw new IOException("no");
                }));
    assertEquals(List.of("a.bin"), names());
    assertEquals("old", Files.readString(file));
  }
}
