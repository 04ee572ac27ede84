package io.github.lenetcl.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;

/**
 * The way to write a file: beside its target, and moved into place when it is whole, so that no
 * reader ever sees half of it. A link stays, and what it points to is replaced; a file that is
 * replaced hands on its permissions. What is no regular file, such as a pipe or a device, cannot be
 * replaced and is written to. What a process that was killed left beside the target is removed by
 * the next that writes it.
 */
public final class AtomicFile {

  /** How long a chain of links may be; the systems that we know allow as many. */
  private static final int MOST_LINKS = 40;

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
   * @throws IOException if the file cannot be written, in one line that names it; nothing is left
   *     behind then
   */
  public static void write(Path target, Content content) throws IOException {
    if (isWrittenInPlace(target)) {
      try (OutputStream out = openInPlace(target)) {
        content.writeTo(out);
      }
      return;
    }
    Path end = endOfLinks(target.toAbsolutePath());
    requireWritable(end);
    try (PartFile part = PartFile.beside(end)) {
      content.writeTo(new NamedOutput(target, part.output()));
      keepPermissions(end, part.path());
      part.moveTo(end);
    }
  }

  /**
   * Finds out whether a file can be written, as {@link #write} would, and changes nothing.
   *
   * @param target the file
   * @throws IOException if it cannot
   */
  public static void requirePossible(Path target) throws IOException {
    if (isWrittenInPlace(target)) {
      return;
    }
    Path end = endOfLinks(target.toAbsolutePath());
    requireWritable(end);
    PartFile.beside(end).close();
  }

  /**
   * {@return whether what stands there cannot be replaced, as a pipe or a device}
   *
   * @param target the file
   */
  public static boolean isWrittenInPlace(Path target) {
    Path absolute = target.toAbsolutePath().normalize();
    // Standard output has a name there, and may lead to a regular file that others write to.
    boolean opened = absolute.startsWith("/dev") || absolute.startsWith("/proc");
    return Files.exists(target)
        && !Files.isDirectory(target)
        && (opened || !Files.isRegularFile(target));
  }

  /**
   * Opens what cannot be replaced, to write at its end.
   *
   * @param target the pipe or device, or a file that others read while it grows
   * @return where to write, closed by the caller
   * @throws IOException if it cannot be opened
   */
  public static OutputStream openInPlace(Path target) throws IOException {
    OutputStream out =
        Files.newOutputStream(target, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    return new NamedOutput(target, out);
  }

  private static Path endOfLinks(Path target) throws IOException {
    Path end = target;
    for (int i = 0; Files.isSymbolicLink(end); i++) {
      if (i == MOST_LINKS) {
        throw new FileSystemException(target.toString(), null, "too many links");
      }
      end = end.resolveSibling(Files.readSymbolicLink(end));
    }
    return end;
  }

  private static void requireWritable(Path end) throws IOException {
    if (Files.isRegularFile(end) && !Files.isWritable(end)) {
      throw new AccessDeniedException(end.toString());
    }
  }

  private static void keepPermissions(Path old, Path fresh) throws IOException {
    PosixFileAttributeView had = permissions(old);
    PosixFileAttributeView has = permissions(fresh);
    if (had != null && has != null && Files.exists(old)) {
      has.setPermissions(had.readAttributes().permissions());
    }
  }

  private static PosixFileAttributeView permissions(Path file) {
    return Files.getFileAttributeView(
        file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Moves a finished file to its name, in one step where the file system can.
   *
   * @param finished the file
   * @param target its name, over what stands there
   * @throws IOException if it cannot be moved
   */
  public static void moveInto(Path finished, Path target) throws IOException {
    try {
      Files.move(
          finished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(finished, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Names the file where the system only says what is wrong, such as a full disk. */
  private static final class NamedOutput extends OutputStream {

    private final Path target;
    private final OutputStream out;

    NamedOutput(Path target, OutputStream out) {
      this.target = target;
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      try {
        out.write(bytes, from, count);
      } catch (IOException e) {
        throw new IOException(target + ": cannot be written: " + e.getMessage(), e);
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
