package io.github.lenetcl.model;

import io.github.lenetcl.data.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes safetensors files. The same content always gives the same bytes: strings stand in the
 * order of their names, tensors in the given order but the widest numbers first, so that all of
 * them are aligned.
 */
public final class SafetensorsWriter {

  private SafetensorsWriter() {}

  /**
   * Writes a file, beside its target first and moved into place when it is whole.
   *
   * @param file the file
   * @param metadata strings by their names
   * @param tensors the tensors, each name once
   * @throws IOException if the file cannot be written; an old one is untouched then
   * @throws IllegalArgumentException if a name stands twice or the content is larger than we read
   */
  public static void write(Path file, Map<String, String> metadata, List<NamedTensor> tensors)
      throws IOException {
    AtomicFile.write(file, out -> write(out, metadata, tensors));
  }

  /**
   * Writes the bytes of a file to a stream, which stays open.
   *
   * @param out the stream
   * @param metadata strings by their names
   * @param tensors the tensors, each name once
   * @throws IOException if they cannot be written
   * @throws IllegalArgumentException if a name stands twice or the content is larger than we read
   */
  public static void write(
      OutputStream out, Map<String, String> metadata, List<NamedTensor> tensors)
      throws IOException {
    List<NamedTensor> aligned =
        tensors.stream()
            .sorted(Comparator.comparing((NamedTensor tensor) -> -tensor.type().bytes()))
            .toList();
    out.write(header(metadata, aligned));
    for (NamedTensor tensor : aligned) {
      ByteBuffer values = tensor.bytes();
      byte[] bytes = new byte[values.remaining()];
      values.get(bytes);
      out.write(bytes);
    }
  }

  /** The length of the header and the header, filled up with spaces to a multiple of 8 bytes. */
  private static byte[] header(Map<String, String> metadata, List<NamedTensor> tensors) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      members.put(SafetensorsHeader.METADATA, new TreeMap<>(metadata));
    }
    long end = 0;
    for (NamedTensor tensor : tensors) {
      long begin = end;
      end += tensor.bytes().remaining();
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("dtype", tensor.type().name());
      entry.put("shape", tensor.shape());
      entry.put("data_offsets", List.of(begin, end));
      if (members.put(tensor.name(), entry) != null
          || tensor.name().equals(SafetensorsHeader.METADATA)) {
        throw new IllegalArgumentException("tensor name " + tensor.name() + " is taken");
      }
    }
    String text = Json.write(members);
    if (Json.hasLoneSurrogate(text)) {
      throw new IllegalArgumentException("half a surrogate pair in a name or in the metadata");
    }
    byte[] json = text.getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + 7) / 8 * 8;
    requireAtMost("header", padded, SafetensorsHeader.MAX_BYTES);
    requireAtMost("data", end, SafetensorsHeader.MAX_DATA_BYTES);
    byte[] bytes = Arrays.copyOf(json, padded);
    Arrays.fill(bytes, json.length, padded, (byte) ' ');
    return ByteBuffer.allocate(8 + padded)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(padded)
        .put(bytes)
        .array();
  }

  private static void requireAtMost(String part, long bytes, int most) {
    if (bytes > most) {
      throw new IllegalArgumentException(
          "safetensors " + part + " of " + bytes + " bytes, wanted at most " + most);
    }
  }
}
