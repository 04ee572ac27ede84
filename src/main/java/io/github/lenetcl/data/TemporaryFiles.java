package io.github.lenetcl.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Files that are unpacked for as long as a data set is open. */
final class TemporaryFiles implements Closeable {
  private final List<Path> files = new ArrayList<>();

  /** {@return a file with the bytes of a stream, which is closed} */
  synchronized Path copy(InputStream in) throws IOException {
    try (in) {
      Path file = Files.createTempFile("lenet-data", ".tmp");
      file.toFile().deleteOnExit();
      files.add(file);
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    }
  }

  @Override
  public synchronized void close() throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    files.clear();
  }
}
