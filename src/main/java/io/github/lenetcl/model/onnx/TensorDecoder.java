package io.github.lenetcl.model.onnx;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.model.ElementType;
import io.github.lenetcl.model.NamedTensor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a tensor of its message, whose values stand as raw bytes, as repeated numbers, or in
 * another file.
 */
final class TensorDecoder {

  /** The data of a tensor may stand in another file. */
  private static final long IN_THIS_FILE = 0;

  /** The number of the element type of strings. */
  private static final long STRINGS = 8;

  private final WireReader in;
  private final ExternalValues others;
  private final Map<String, String> external = new HashMap<>();
  private boolean inThisFile = true;
  private final List<Integer> shape = new ArrayList<>();
  private final ByteArrayOutputStream fixed = new ByteArrayOutputStream();
  private final List<long[]> integers = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private ByteBuffer raw = ByteBuffer.allocate(0);
  private String name = "";
  private long number;

  private TensorDecoder(WireReader in, ExternalValues others) {
    this.in = in;
    this.others = others;
  }

  /**
   * Makes a tensor of its message.
   *
   * @param in the message
   * @param others the files beside this one
   */
  static NamedTensor decode(WireReader in, ExternalValues others) throws BadInputException {
    TensorDecoder decoder = new TensorDecoder(in, others);
    decoder.readFields();
    return decoder.tensor();
  }

  /**
   * Makes a tensor of its message, unless it is one of strings.
   *
   * @param in the message
   * @param others the files beside this one
   * @param texts where tensors of strings go
   */
  static Optional<NamedTensor> decode(
      WireReader in, ExternalValues others, Map<String, List<String>> texts)
      throws BadInputException {
    TensorDecoder decoder = new TensorDecoder(in, others);
    decoder.readFields();
    if (decoder.number == STRINGS) {
      texts.put(decoder.name, List.copyOf(decoder.texts));
      return Optional.empty();
    }
    return Optional.of(decoder.tensor());
  }

  private void readFields() throws BadInputException {
    while (in.next()) {
      switch (in.field()) {
        case OnnxFields.TENSOR_DIMS -> addSides(in.integers());
        case OnnxFields.TENSOR_DATA_TYPE -> number = in.integer();
        case OnnxFields.TENSOR_NAME -> name = in.text();
        case OnnxFields.TENSOR_RAW_DATA -> raw = in.bytes();
        case OnnxFields.TENSOR_FLOAT_DATA, OnnxFields.TENSOR_DOUBLE_DATA -> addFixed(in.fixed());
        case OnnxFields.TENSOR_INT32_DATA, OnnxFields.TENSOR_INT64_DATA ->
            integers.add(in.integers());
        case OnnxFields.TENSOR_STRING_DATA -> texts.add(in.text());
        case OnnxFields.TENSOR_DATA_LOCATION -> inThisFile = in.integer() == IN_THIS_FILE;
        case OnnxFields.TENSOR_EXTERNAL_DATA -> OnnxDecoder.entry(in.message(), external);
        default -> in.skip();
      }
    }
  }

  private NamedTensor tensor() throws BadInputException {
    ElementType type =
        TensorType.numbered(number)
            .orElseThrow(
                () ->
                    BadInputException.of(
                        in.where(),
                        "element type",
                        number,
                        "1 (float), 10, 16 (16 bits) or 11 (double)"))
            .elements();
    long wanted = shape.stream().mapToLong(side -> side).reduce(1, TensorDecoder::product);
    long bytes = product(wanted, type.bytes());
    ByteBuffer data = data(type, bytes);
    if (data.remaining() != bytes) {
      throw BadInputException.of(
          in.where(), "data", data.remaining() + " bytes", "those of " + type + " " + shape);
    }
    return NamedTensor.of(name, type, shape, data);
  }

  private ByteBuffer data(ElementType type, long bytes) throws BadInputException {
    if (!inThisFile) {
      return others.read(in.where(), external, bytes);
    }
    if (raw.hasRemaining()) {
      return raw;
    }
    boolean asIntegers = !type.isReal() || type.bytes() == Short.BYTES;
    return asIntegers ? integers(type) : ByteBuffer.wrap(fixed.toByteArray());
  }

  private ByteBuffer integers(ElementType type) {
    int count = integers.stream().mapToInt(values -> values.length).sum();
    ByteBuffer data = WireWriter.littleEndian(count * type.bytes());
    for (long value : integers.stream().flatMapToLong(Arrays::stream).toArray()) {
      switch (type.bytes()) {
        case Long.BYTES -> data.putLong(value);
        case Integer.BYTES -> data.putInt((int) value);
        case Short.BYTES -> data.putShort((short) value);
        default -> data.put((byte) value);
      }
    }
    return data.flip();
  }

  private void addSides(long[] sides) throws BadInputException {
    for (long side : sides) {
      if (side < 0 || side > Integer.MAX_VALUE || shape.size() == 8) {
        throw BadInputException.of(
            in.where(), "side " + shape.size(), side, "at most 8 sides of 0 to 2147483647");
      }
      shape.add((int) side);
    }
  }

  private void addFixed(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    fixed.writeBytes(copy);
  }

  /** A product that stays at a bound beyond all files, so that it cannot overflow. */
  private static long product(long a, long b) {
    return Math.min(a * b, 1L << 31);
  }
}
