package io.github.lenetcl.data;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file on its way, beside its target. It is locked as long as somebody writes it, so that one
 * without a lock was left behind by a process that is gone.
 */
record PartFile(Path path, RandomAccessFile file) implements AutoCloseable {

  private static final String SUFFIX = ".part";
  private static final String NUMBER = "[0-9a-f]{1,16}\\" + SUFFIX;

  /** What was found in each folder when this process first wrote there. */
  private static final Map<Path, List<Path>> FOUND = new ConcurrentHashMap<>();

  /** Begins a file, after removing those that were left behind on their way to the same target. */
  static PartFile beside(Path target) throws IOException {
    removeLeft(target);
    while (true) {
      // Not createTempFile, whose files only their owner may read.
      String suffix = "." + Long.toHexString(System.nanoTime()) + SUFFIX;
      Path path = target.resolveSibling(target.getFileName() + suffix);
      create(path, target);
      // Not a channel of NIO, which the interrupt of a thread closes in the middle of a file.
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      lock(file.getChannel());
      // Another process may have found it before it was locked.
      if (Files.exists(path)) {
        return new PartFile(path, file);
      }
      file.close();
    }
  }

  /** Failures name the file that was asked for, not this one's. */
  private static void create(Path path, Path target) throws IOException {
    try {
      Files.createFile(path);
    } catch (AccessDeniedException e) {
      throw new AccessDeniedException(target.toString());
    } catch (FileSystemException e) {
      if (e.getReason() == null) {
        throw e;
      }
      FileSystemException named = new FileSystemException(target.toString(), null, e.getReason());
      named.initCause(e);
      throw named;
    }
  }

  /**
   * Looks into a folder once: whoever writes thousands of files there need not read it as often.
   */
  private static void removeLeft(Path target) throws IOException {
    Path folder = target.getParent();
    if (!FOUND.containsKey(folder)) {
      FOUND.put(folder, partsIn(folder));
    }
    Pattern own = Pattern.compile(Pattern.quote(target.getFileName() + ".") + NUMBER);
    for (Path part : FOUND.get(folder)) {
      if (own.matcher(part.getFileName().toString()).matches()) {
        removeIfLeft(part);
      }
    }
  }

  private static List<Path> partsIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().matches("(?s).*\\." + NUMBER)).toList();
    }
  }

  private static void removeIfLeft(Path file) {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      if (lock(channel).isPresent()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // Somebody else's; it stays.
    }
  }

  /** Returns the lock, or nothing if another has it or this file system has no locks. */
  static Optional<FileLock> lock(FileChannel channel) {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (IOException | OverlappingFileLockException e) {
      return Optional.empty();
    }
  }

  /** Returns where its content goes. */
  OutputStream output() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        file.write(b);
      }

      @Override
      public void write(byte[] bytes, int from, int count) throws IOException {
        file.write(bytes, from, count);
      }
    };
  }

  /** Moves it to its name. */
  void moveTo(Path target) throws IOException {
    if (File.separatorChar == '\\') {
      file.close(); // Windows moves no open file
    }
    // Elsewhere before the lock goes, so that nobody takes it for left behind.
    AtomicFile.moveInto(path, target);
  }

  /** Removes it, unless it was moved to its name. */
  @Override
  public void close() throws IOException {
    try {
      if (File.separatorChar == '\\') {
        file.close();
      }
      Files.deleteIfExists(path);
    } finally {
      file.close();
    }
  }
}
