package io.github.lenetcl.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Copies of what can be read only once, for as long as it is in use, or until the process ends. */
public final class TemporaryFiles implements Closeable {

  /** Those of all that are open. Not deleteOnExit, which remembers each file for ever. */
  private static final Set<Path> LEFT = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> LEFT.forEach(TemporaryFiles::delete), "lenet-temporary"));
  }

  private final List<Path> files = new ArrayList<>();

  /** No files yet. */
  public TemporaryFiles() {}

  /**
   * {@return a file with the bytes of a stream, which is closed}
   *
   * @param in the stream
   * @throws IOException if it cannot be read, or not be written
   */
  public synchronized Path copy(InputStream in) throws IOException {
    try (in) {
      Path file = Files.createTempFile("lenet-data", ".tmp");
      LEFT.add(file);
      files.add(file);
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It lies where the system clears up.
    }
  }

  @Override
  public synchronized void close() throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
      LEFT.remove(file);
    }
    files.clear();
  }
}
