package io.github.lenetcl.model.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the fields of one message in the wire format of protocol buffers. */
final class WireWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  WireWriter integer(int field, long value) {
    tag(field, WireReader.VARINT);
    varint(value);
    return this;
  }

  WireWriter number(int field, float value) {
    tag(field, WireReader.FIXED32);
    out.writeBytes(littleEndian(Float.BYTES).putFloat(value).array());
    return this;
  }

  WireWriter text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  WireWriter bytes(int field, byte[] value) {
    tag(field, WireReader.LENGTH);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  WireWriter message(int field, WireWriter message) {
    return bytes(field, message.toByteArray());
  }

  /** Writes values one by one, as every reader takes them. */
  WireWriter integers(int field, List<? extends Number> values) {
    values.forEach(value -> integer(field, value.longValue()));
    return this;
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }

  static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void tag(int field, int type) {
    varint((long) field << 3 | type);
  }

  private void varint(long value) {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      out.write((int) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }
}
