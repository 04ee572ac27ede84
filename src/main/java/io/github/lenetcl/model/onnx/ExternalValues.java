package io.github.lenetcl.model.onnx;

import io.github.lenetcl.data.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/**
 * The values of tensors that stand in files beside the ONNX file, as PyTorch writes them by
 * default. Only files in its folder or below are read, only within their length, and all together
 * no more than an ONNX file may hold.
 */
final class ExternalValues {

  private static final String REMEDY = " (PyTorch writes one file with external_data=False)";

  private final Optional<Path> folder;
  private long left;

  private ExternalValues(Optional<Path> folder, long most) {
    this.folder = folder;
    this.left = most;
  }

  /** Values beside a file, of no more bytes than these. */
  static ExternalValues beside(Path file, long most) {
    return new ExternalValues(Optional.ofNullable(file.toAbsolutePath().getParent()), most);
  }

  /** No values: the model is known by its bytes only. */
  static ExternalValues none() {
    return new ExternalValues(Optional.empty(), 0);
  }

  /**
   * Reads the values of a tensor.
   *
   * @param where the tensor, for messages
   * @param entries where they are, as the tensor says
   * @param bytes the number of bytes that its sides make
   */
  ByteBuffer read(String where, Map<String, String> entries, long bytes) throws BadInputException {
    String location = entries.getOrDefault("location", "");
    Path file = file(where, location);
    String name = where + ": values in " + Node.quote(location);
    long offset = number(name, entries, "offset", 0);
    long length = number(name, entries, "length", bytes);
    if (length != bytes) {
      throw BadInputException.of(name, "length", length, bytes + " bytes, as its sides make");
    }
    if (bytes > left) {
      throw BadInputException.of(name, "length", bytes + " bytes", "at most " + left + " more");
    }
    left -= bytes;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (offset > size || bytes > size - offset) {
        throw BadInputException.of(
            name, "size", size + " bytes", bytes + " bytes from " + offset + " on");
      }
      ByteBuffer values = ByteBuffer.allocate((int) bytes);
      while (values.hasRemaining()) {
        if (channel.read(values, offset + values.position()) < 0) {
          throw new BadInputException(name + ": the file ends before its length");
        }
      }
      return values.flip();
    } catch (BadInputException e) {
      throw e;
    } catch (IOException e) {
      throw new BadInputException(name + ": cannot be read: " + Node.line("" + e.getMessage()), e);
    }
  }

  private Path file(String where, String location) throws BadInputException {
    if (folder.isEmpty()) {
      throw new BadInputException(
          where + ": its values are in another file, wanted them in this one" + REMEDY);
    }
    try {
      Path root = folder.get().toRealPath();
      Path beside = Path.of(location);
      if (location.isEmpty()
          || beside.isAbsolute()
          || !root.resolve(beside).normalize().startsWith(root)) {
        throw BadInputException.of(
            where, "location of its values", Node.quote(location), "a file in the same folder");
      }
      Path file = root.resolve(beside).normalize();
      if (!Files.isRegularFile(file)) {
        throw new BadInputException(
            where
                + ": its values are in "
                + Node.quote(location)
                + ", wanted that file beside it"
                + REMEDY);
      }
      if (!file.toRealPath().startsWith(root)) {
        throw BadInputException.of(
            where, "location of its values", Node.quote(location), "a file in the same folder");
      }
      return file;
    } catch (BadInputException e) {
      throw e;
    } catch (InvalidPathException | IOException e) {
      throw new BadInputException(
          where + ": location of its values is " + Node.quote(location) + ", wanted a file name",
          e);
    }
  }

  private static long number(String where, Map<String, String> entries, String key, long otherwise)
      throws BadInputException {
    String text = entries.get(key);
    try {
      long number = text == null ? otherwise : Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw BadInputException.of(where, key, Node.quote(text), "a number of bytes");
  }
}
