package io.github.lenetcl.model.onnx;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.model.ElementType;
import io.github.lenetcl.model.NamedTensor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes a tensor of its message, whose values stand as raw bytes or as repeated numbers. */
final class TensorDecoder {

  /** The data of a tensor may stand in another file. */
  private static final long IN_THIS_FILE = 0;

  private final WireReader in;
  private final List<Integer> shape = new ArrayList<>();
  private final ByteArrayOutputStream fixed = new ByteArrayOutputStream();
  private final List<long[]> integers = new ArrayList<>();
  private ByteBuffer raw = ByteBuffer.allocate(0);
  private String name = "";
  private long number;

  private TensorDecoder(WireReader in) {
    this.in = in;
  }

  static NamedTensor decode(WireReader in) throws BadInputException {
    return new TensorDecoder(in).decode();
  }

  private NamedTensor decode() throws BadInputException {
    while (in.next()) {
      switch (in.field()) {
        case OnnxFields.TENSOR_DIMS -> addSides(in.integers());
        case OnnxFields.TENSOR_DATA_TYPE -> number = in.integer();
        case OnnxFields.TENSOR_NAME -> name = in.text();
        case OnnxFields.TENSOR_RAW_DATA -> raw = in.bytes();
        case OnnxFields.TENSOR_FLOAT_DATA, OnnxFields.TENSOR_DOUBLE_DATA -> addFixed(in.fixed());
        case OnnxFields.TENSOR_INT32_DATA, OnnxFields.TENSOR_INT64_DATA ->
            integers.add(in.integers());
        case OnnxFields.TENSOR_DATA_LOCATION -> {
          if (in.integer() != IN_THIS_FILE) {
            throw new BadInputException(
                in.where() + ": its values are in another file, wanted them in this one");
          }
        }
        default -> in.skip();
      }
    }
    ElementType type =
        TensorType.numbered(number)
            .orElseThrow(
                () ->
                    BadInputException.of(
                        in.where(), "element type", number, "1 (float) or 11 (double)"))
            .elements();
    ByteBuffer data = data(type);
    long wanted = shape.stream().mapToLong(side -> side).reduce(1, TensorDecoder::product);
    if (data.remaining() != product(wanted, type.bytes())) {
      throw BadInputException.of(
          in.where(), "data", data.remaining() + " bytes", "those of " + type + " " + shape);
    }
    return NamedTensor.of(name, type, shape, data);
  }

  private ByteBuffer data(ElementType type) {
    if (raw.hasRemaining()) {
      return raw;
    }
    return type.isReal() ? ByteBuffer.wrap(fixed.toByteArray()) : integers(type);
  }

  private ByteBuffer integers(ElementType type) {
    int count = integers.stream().mapToInt(values -> values.length).sum();
    ByteBuffer data = WireWriter.littleEndian(count * type.bytes());
    for (long value : integers.stream().flatMapToLong(Arrays::stream).toArray()) {
      switch (type) {
        case I64 -> data.putLong(value);
        case I32 -> data.putInt((int) value);
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
