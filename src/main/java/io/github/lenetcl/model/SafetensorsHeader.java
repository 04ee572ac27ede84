package io.github.lenetcl.model;

import io.github.lenetcl.data.BadInputException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The header of a safetensors file: a JSON object with, for each tensor, its type, its shape and
 * where its values stand in the data behind the header, and strings under {@code __metadata__}.
 *
 * @param metadata the strings by their names
 * @param entries the tensors in the order of their data, which they fill without gaps
 */
record SafetensorsHeader(Map<String, String> metadata, List<Entry> entries) {

  static final String METADATA = "__metadata__";

  /** The longest header in bytes: room for tens of thousands of tensors. */
  static final int MAX_BYTES = 1 << 22;

  /** The longest data in bytes: far beyond this engine's networks, and yet it fits a heap. */
  static final int MAX_DATA_BYTES = 1 << 28;

  /** A tensor whose values are the bytes {@code [begin, end)} of the data. */
  record Entry(String name, ElementType type, List<Integer> shape, int begin, int end) {}

  /** {@return the length of the data in bytes} */
  int dataBytes() {
    return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).end();
  }

  /**
   * Reads a header and checks it in itself.
   *
   * @param file the file's name for messages
   * @param json its bytes
   * @throws BadInputException unless it describes data without gaps and overlaps
   */
  static SafetensorsHeader parse(String file, byte[] json) throws BadInputException {
    Map<String, String> metadata = new LinkedHashMap<>();
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<?, ?> member : object(file, json).entrySet()) {
      String name = (String) member.getKey();
      if (name.equals(METADATA) && member.getValue().equals(Optional.empty())) {
        continue;
      }
      if (name.equals(METADATA)) {
        JsonFields fields = new JsonFields(file + ": " + METADATA, member.getValue());
        for (Object key : ((Map<?, ?>) member.getValue()).keySet()) {
          metadata.put((String) key, fields.string((String) key));
        }
      } else {
        entries.add(entry(file + ": tensor " + Json.quote(name), name, member.getValue()));
      }
    }
    entries.sort(Comparator.comparingInt(Entry::begin).thenComparingInt(Entry::end));
    int end = 0;
    for (Entry entry : entries) {
      if (entry.begin() != end) {
        throw BadInputException.of(
            file + ": tensor " + Json.quote(entry.name()), "begin of data", entry.begin(), end);
      }
      end = entry.end();
    }
    return new SafetensorsHeader(metadata, entries);
  }

  private static Map<?, ?> object(String file, byte[] json) throws BadInputException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
      if (JsonParser.parse(text) instanceof Map<?, ?> members) {
        return members;
      }
      throw new BadInputException(file + ": no safetensors file: header is no JSON object");
    } catch (CharacterCodingException e) {
      throw new BadInputException(file + ": no safetensors file: header is not UTF-8", e);
    } catch (JsonParser.SyntaxException e) {
      throw new BadInputException(file + ": no safetensors file: header: " + e.getMessage(), e);
    }
  }

  private static Entry entry(String where, String name, Object value) throws BadInputException {
    JsonFields fields = new JsonFields(where, value);
    String dtype = fields.string("dtype");
    List<Integer> shape = fields.integers("shape", 0, Integer.MAX_VALUE);
    List<Integer> offsets = fields.integers("data_offsets", 0, MAX_DATA_BYTES);
    fields.end();
    ElementType type =
        ElementType.named(dtype)
            .orElseThrow(
                () ->
                    BadInputException.of(
                        where,
                        "dtype",
                        Json.quote(dtype),
                        "one of " + Arrays.toString(ElementType.values())));
    if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
      throw BadInputException.of(where, "data_offsets", offsets, "[begin, end]");
    }
    int length = offsets.get(1) - offsets.get(0);
    if (length != NamedTensor.count(shape) * type.bytes()) {
      throw BadInputException.of(
          where, "length of data", length + " bytes", "those of " + type + " " + shape);
    }
    return new Entry(name, type, shape, offsets.get(0), offsets.get(1));
  }
}
