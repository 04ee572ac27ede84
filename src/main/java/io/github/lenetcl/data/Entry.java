package io.github.lenetcl.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A file of a data set: in a folder, or inside an archive. Its path within the data set is what its
 * part and its class are told by; its name is for messages.
 */
public interface Entry {

  /** {@return what messages call it} */
  String name();

  /** {@return where it is in the data set: names parted by slashes, the last one the file's own} */
  String path();

  /** {@return how many bytes it has} */
  long size();

  /**
   * {@return its bytes as they are stored, to be closed by the caller}
   *
   * @throws IOException if it cannot be read
   */
  InputStream stored() throws IOException;

  /**
   * {@return a file of the same content on a disk, as long as the data set is open}
   *
   * @throws IOException if it cannot be read, or not be unpacked
   */
  Path file() throws IOException;

  /**
   * {@return its bytes, unpacked where they are gzip, to be closed by the caller}
   *
   * @throws IOException if it cannot be read
   */
  default ByteSource open() throws IOException {
    return ByteSource.of(name(), size(), stored());
  }

  /**
   * The first bytes, unpacked where they are gzip: what a form is told by.
   *
   * @param most how many are wanted
   * @return as many of them as there are
   * @throws IOException if it cannot be read
   */
  default byte[] start(int most) throws IOException {
    try (ByteSource source = open()) {
      byte[] start = new byte[most];
      return Arrays.copyOf(start, source.read(start, 0, most));
    }
  }

  /** {@return the last part of the path, the file's own name} */
  default String fileName() {
    return path().substring(path().lastIndexOf('/') + 1);
  }
}
