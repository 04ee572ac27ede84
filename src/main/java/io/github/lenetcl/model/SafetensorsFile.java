package io.github.lenetcl.model;

import io.github.lenetcl.data.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The content of a safetensors file: named tensors and strings. A file is eight bytes with the
 * length of the header, the header, and the values of all tensors, one after the other, the least
 * byte first. Everything is checked while it is read; lengths are bounded before anything is
 * allocated for them.
 */
public final class SafetensorsFile {

  private final String name;
  private final Map<String, String> metadata;
  private final Map<String, NamedTensor> tensors;

  private SafetensorsFile(
      String name, Map<String, String> metadata, Map<String, NamedTensor> tensors) {
    this.name = name;
    this.metadata = Collections.unmodifiableMap(metadata);
    this.tensors = tensors;
  }

  /**
   * {@return the content of a file}
   *
   * @param file the file
   * @throws BadInputException if there is none or it is damaged, saying where and how
   * @throws IOException if it cannot be read
   */
  public static SafetensorsFile read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw BadInputException.of(file, "type", "a directory", "a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    } catch (NoSuchFileException e) {
      throw new BadInputException(file + ": no such file", e);
    } catch (AccessDeniedException e) {
      throw new BadInputException(file + ": no permission to read it", e);
    }
  }

  /**
   * {@return the content of a file, read from a stream to its end}
   *
   * @param in the stream, which stays open
   * @param name the file's name for messages
   * @throws BadInputException if the content is damaged, saying where and how
   * @throws IOException if it cannot be read
   */
  public static SafetensorsFile read(InputStream in, String name) throws IOException {
    byte[] length = exactly(in, 8, name, "length of the header");
    long headerBytes = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (headerBytes < 2 || headerBytes > SafetensorsHeader.MAX_BYTES) {
      String other = otherProgram(name, length);
      if (!other.isEmpty()) {
        throw new BadInputException(
            "%s: %s, wanted a model: lenet import %s --out MODEL.safetensors first"
                .formatted(name, other, name));
      }
      throw BadInputException.of(
          name + ": no safetensors file",
          "length of the header",
          Long.toUnsignedString(headerBytes),
          "from 2 to " + SafetensorsHeader.MAX_BYTES);
    }
    SafetensorsHeader header =
        SafetensorsHeader.parse(name, exactly(in, (int) headerBytes, name, "header"));
    ByteBuffer data = ByteBuffer.wrap(exactly(in, header.dataBytes(), name, "data"));
    if (in.read() >= 0) {
      throw new BadInputException(
          name + ": more bytes behind the last tensor, wanted the end of the file");
    }
    Map<String, NamedTensor> tensors = new LinkedHashMap<>();
    for (SafetensorsHeader.Entry entry : header.entries()) {
      ByteBuffer values = data.slice(entry.begin(), entry.end() - entry.begin());
      tensors.put(entry.name(), new NamedTensor(entry.name(), entry.type(), entry.shape(), values));
    }
    return new SafetensorsFile(name, header.metadata(), tensors);
  }

  /** Says what a file of another program is by its first bytes, if it is one. */
  private static String otherProgram(String name, byte[] start) {
    boolean keras = start[0] == 'P' && start[1] == 'K' || start[1] == 'H' && start[2] == 'D';
    if (keras && (name.endsWith(".keras") || name.endsWith(".h5"))) {
      return "a model of Keras";
    }
    // The version of the format, field 1 of ONNX's ModelProto, then most often the producer.
    boolean onnx = start[0] == 8 && start[1] > 0 && start[1] < 32;
    return onnx || name.endsWith(".onnx") ? "an ONNX file" : "";
  }

  /** Reads that many bytes; memory grows with what is there, not with what was promised. */
  private static byte[] exactly(InputStream in, int count, String file, String field)
      throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw BadInputException.of(file, field, "cut off after " + bytes.length + " bytes", count);
    }
    return bytes;
  }

  /** {@return the file's name} */
  public String name() {
    return name;
  }

  /** {@return the strings by their names} */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** {@return all tensors in the order of the file} */
  public List<NamedTensor> tensors() {
    return List.copyOf(tensors.values());
  }

  /**
   * {@return a tensor, if there is one of that name}
   *
   * @param tensor the tensor's name
   */
  public Optional<NamedTensor> find(String tensor) {
    return Optional.ofNullable(tensors.get(tensor));
  }

  /**
   * {@return a tensor's values in single precision, doubles rounded to the nearest}
   *
   * @param tensor the tensor's name
   * @param shape the shape that it must have
   * @throws BadInputException if there is none, or if it has another shape or holds integers
   */
  public float[] floats(String tensor, Integer... shape) throws BadInputException {
    return require(tensor, true, List.of(shape)).floats();
  }

  /**
   * {@return a tensor's values in double precision}
   *
   * @param tensor the tensor's name
   * @param shape the shape that it must have
   * @throws BadInputException if there is none, or if it has another shape or holds integers
   */
  public double[] doubles(String tensor, Integer... shape) throws BadInputException {
    return require(tensor, true, List.of(shape)).doubles();
  }

  /**
   * {@return a tensor's values as integers}
   *
   * @param tensor the tensor's name
   * @param shape the shape that it must have
   * @throws BadInputException if there is none, or if it has another shape or holds real numbers
   */
  public long[] longs(String tensor, Integer... shape) throws BadInputException {
    return require(tensor, false, List.of(shape)).longs();
  }

  NamedTensor require(String tensor, boolean real, List<Integer> shape) throws BadInputException {
    String where = name + ": tensor " + Json.quote(tensor);
    NamedTensor found = find(tensor).orElseThrow(() -> new BadInputException(where + " is absent"));
    if (!found.shape().equals(shape)) {
      throw BadInputException.of(where, "shape", found.shape(), shape);
    }
    if (found.type().isReal() != real) {
      throw BadInputException.of(
          where, "dtype", found.type(), real ? "F32 or F64" : "I64, I32 or U8");
    }
    return found;
  }
}
