package io.github.lenetcl.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file beside its target and moves it into place, so that no reader ever sees half of it.
 */
final class AtomicFile {
  private AtomicFile() {}

  /** What writes the content. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  static void write(Path target, Content content) throws IOException {
    Path absolute = target.toAbsolutePath();
    // Not createTempFile, whose files only their owner may read.
    String suffix = "." + Long.toHexString(System.nanoTime()) + ".part";
    Path beside = absolute.resolveSibling(absolute.getFileName() + suffix);
    try {
      try (OutputStream out = Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW)) {
        content.writeTo(out);
      }
      moveInto(beside, absolute);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** Moves a finished file to its name, in one step where the file system can. */
  static void moveInto(Path finished, Path target) throws IOException {
    try {
      Files.move(
          finished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(finished, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
