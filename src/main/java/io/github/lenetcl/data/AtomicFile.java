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
public final class AtomicFile {
  private AtomicFile() {}

  /** What writes the content of a file. */
  public interface Content {

    /**
     * Writes all of it.
     *
     * @param out the new file, closed by the caller
     * @throws IOException if it cannot be written
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file; the old one, if any, stays until the new one is whole.
   *
   * @param target the file
   * @param content what writes its content
   * @throws IOException if the file cannot be written; nothing is left behind then
   */
  public static void write(Path target, Content content) throws IOException {
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
