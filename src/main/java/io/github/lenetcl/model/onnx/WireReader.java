package io.github.lenetcl.model.onnx;

import io.github.lenetcl.data.BadInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the fields of one message in the wire format of protocol buffers, one after the other:
 * {@link #next()} goes to a field, one of the other methods takes its value or {@link #skip()}
 * passes it. Nothing is copied before its length is known to lie within the message.
 */
final class WireReader {

  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int LENGTH = 2;
  static final int FIXED32 = 5;

  private final String where;
  private final ByteBuffer in;
  private int field;
  private int type;

  /**
   * Opens a message.
   *
   * @param where the file and the part of it, for messages
   * @param in the bytes of the message
   */
  WireReader(String where, ByteBuffer in) {
    this.where = where;
    this.in = in.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Goes to the next field; returns whether there is one. */
  boolean next() throws BadInputException {
    if (!in.hasRemaining()) {
      return false;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    type = (int) tag & 7;
    if (tag >>> 32 != 0 || field == 0) {
      throw broken("a tag is " + Long.toUnsignedString(tag));
    }
    return true;
  }

  int field() {
    return field;
  }

  /** Whether the field holds bytes, or many values packed, rather than a single value. */
  boolean isLength() {
    return type == LENGTH;
  }

  long integer() throws BadInputException {
    require(VARINT);
    return varint();
  }

  float number() throws BadInputException {
    require(FIXED32);
    return bytes(Float.BYTES).getFloat();
  }

  String text() throws BadInputException {
    return StandardCharsets.UTF_8.decode(bytes()).toString();
  }

  /** Returns a view of the field's bytes, little endian. */
  ByteBuffer bytes() throws BadInputException {
    require(LENGTH);
    return bytes(varint());
  }

  /** Opens the message that the field holds. */
  WireReader message() throws BadInputException {
    return new WireReader(where, bytes());
  }

  /** Opens the message that the field holds, with a place of its own in messages. */
  WireReader message(String part) throws BadInputException {
    return new WireReader(where + ": " + part, bytes());
  }

  /** Returns the values of a repeated integer, of which a field holds one or many. */
  long[] integers() throws BadInputException {
    if (type == VARINT) {
      return new long[] {varint()};
    }
    WireReader packed = message();
    long[] values = new long[packed.in.remaining()];
    int count = 0;
    while (packed.in.hasRemaining()) {
      values[count++] = packed.varint();
    }
    return Arrays.copyOf(values, count);
  }

  /** Returns the bytes of a repeated number of fixed size, of which a field holds one or many. */
  ByteBuffer fixed() throws BadInputException {
    return switch (type) {
      case FIXED32 -> bytes(Integer.BYTES);
      case FIXED64 -> bytes(Long.BYTES);
      default -> bytes();
    };
  }

  void skip() throws BadInputException {
    switch (type) {
      case VARINT -> varint();
      case FIXED64 -> bytes(Long.BYTES);
      case LENGTH -> bytes();
      case FIXED32 -> bytes(Integer.BYTES);
      default -> throw broken("field " + field + " is of wire type " + type);
    }
  }

  BadInputException broken(String problem) {
    return new BadInputException(
        where + ": " + problem + ", wanted an ONNX model as protocol buffers have it");
  }

  String where() {
    return where;
  }

  private void require(int wanted) throws BadInputException {
    if (type != wanted) {
      throw broken("field " + field + " is of wire type " + type + " rather than " + wanted);
    }
  }

  private ByteBuffer bytes(long length) throws BadInputException {
    if (length < 0 || length > in.remaining()) {
      throw broken(
          "field %d of %s bytes, where %d are left"
              .formatted(field, Long.toUnsignedString(length), in.remaining()));
    }
    ByteBuffer bytes = in.slice(in.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.position() + (int) length);
    return bytes;
  }

  private long varint() throws BadInputException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (!in.hasRemaining()) {
        throw broken("it ends within a number");
      }
      byte b = in.get();
      value |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw broken("a number is longer than 64 bits");
  }
}
