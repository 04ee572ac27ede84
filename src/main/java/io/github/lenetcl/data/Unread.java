package io.github.lenetcl.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** What is said of files that are known, and not read. */
final class Unread {
  private Unread() {}

  /** {@return what a file is by its first bytes, and how to convert it} */
  static Optional<String> kind(byte[] start) {
    if (start.length > 8 && start[8] == '{' && start[7] == 0 && start[6] == 0) {
      return Optional.of("a safetensors file, which holds a model and no images");
    } else if (Tree.startsWith(start, "\u0080")
        && start.length > 1
        && start[1] >= 2
        && start[1] <= 5) {
      return Optional.of(
          "a Python pickle, which is not read, since reading it runs what it says; in Python:"
              + " numpy.savez(\"digits.npz\", x_train=…, y_train=…)");
    } else if (isOfLibrary(start)) {
      return ofLibrary(start);
    } else if (isMatlab4(start)) {
      return Optional.of(
          "MATLAB 4, which is not read; in MATLAB: save -v7; in Python: scipy.io.savemat(…,"
              + " format=\"5\")");
    } else if (Tree.startsWith(start, "\u00fd7zXZ")) {
      return Optional.of("xz, which is not read; unpack it with unxz, or pack it with gzip");
    } else if (Tree.startsWith(start, "(\u00b5/\u00fd")) {
      return Optional.of("zstd, which is not read; unpack it with unzstd, or pack it with gzip");
    } else if (Tree.startsWith(start, "ARROW1")) {
      return Optional.of("Arrow IPC, which is not read; in Python: dataset.to_parquet(\"…\")");
    }
    return Optional.empty();
  }

  /** A matrix of a known type, real or complex, with a name that ends in a zero byte. */
  private static boolean isMatlab4(byte[] start) {
    if (start.length < 22) {
      return false;
    }
    ByteBuffer head = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    int name = head.getInt(16);
    return head.getInt(0) >= 0
        && head.getInt(0) < 60
        && head.getInt(4) > 0
        && head.getInt(8) > 0
        && (head.getInt(12) | 1) == 1
        && name > 1
        && 20 + name <= start.length
        && start[19 + name] == 0
        && Character.isLetter(start[20]);
  }

  /** {@return whether it is data that the command reads, and this build without a library not} */
  static boolean isOfLibrary(byte[] start) {
    return ofLibrary(start).isPresent();
  }

  private static Optional<String> ofLibrary(byte[] start) {
    if (Tree.startsWith(start, "PAR1")) {
      return Optional.of("Parquet, which the command reads on Java 21 or newer");
    } else if (Tree.startsWith(start, "\u0089HDF")) {
      return Optional.of("HDF5, which the command reads and the library alone does not");
    } else if (Tree.startsWith(start, "MATLAB 5.0")) {
      return Optional.of("MATLAB 5, which the command reads and the library alone does not");
    }
    return Optional.empty();
  }
}
