package io.github.lenetcl.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file on a disk.
 *
 * @param file the file
 * @param path where it is in the data set
 */
record FileEntry(Path file, String path) implements Entry {

  /** A file that is a data set of its own. */
  static FileEntry of(Path file) {
    return new FileEntry(file, String.valueOf(file.getFileName()));
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public long size() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // Told where it is opened.
    }
  }

  @Override
  public InputStream stored() throws IOException {
    try {
      if (Files.isDirectory(file)) {
        throw BadInputException.of(file, "type", "a directory", "a file");
      }
      return Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw new BadInputException(file + ": no such file", e);
    } catch (AccessDeniedException e) {
      throw new BadInputException(file + ": no permission to read it", e);
    }
  }
}
