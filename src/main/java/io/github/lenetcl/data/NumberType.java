package io.github.lenetcl.data;

import java.nio.ByteBuffer;

/** How a number is stored in a file of numbers one after another. */
public enum NumberType {
  /** An unsigned byte. */
  UNSIGNED_BYTE(1),
  /** A signed byte. */
  SIGNED_BYTE(1),
  /** Two bytes without a sign. */
  UNSIGNED_SHORT(2),
  /** Two bytes. */
  SHORT(2),
  /** Four bytes without a sign. */
  UNSIGNED_INT(4),
  /** Four bytes. */
  INT(4),
  /** Eight bytes, with or without a sign: what is beyond a float's integers is no pixel. */
  LONG(8),
  /** IEEE 754 half precision. */
  HALF(2),
  /** IEEE 754 single precision. */
  FLOAT(4),
  /** IEEE 754 double precision. */
  DOUBLE(8);

  private final int bytes;

  NumberType(int bytes) {
    this.bytes = bytes;
  }

  /** {@return how many bytes a number takes} */
  public int bytes() {
    return bytes;
  }

  /**
   * {@return a number}
   *
   * @param buffer the bytes, in their order
   * @param at where its first byte is
   */
  public float get(ByteBuffer buffer, int at) {
    return switch (this) {
      case UNSIGNED_BYTE -> buffer.get(at) & 0xff;
      case SIGNED_BYTE -> buffer.get(at);
      case UNSIGNED_SHORT -> buffer.getShort(at) & 0xffff;
      case SHORT -> buffer.getShort(at);
      case UNSIGNED_INT -> buffer.getInt(at) & 0xffffffffL;
      case INT -> buffer.getInt(at);
      case LONG -> buffer.getLong(at);
      case HALF -> half(buffer.getShort(at));
      case FLOAT -> buffer.getFloat(at);
      case DOUBLE -> (float) buffer.getDouble(at);
    };
  }

  private static float half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    float sign = bits < 0 ? -1 : 1;
    if (exponent == 0x1f) {
      return fraction == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
    }
    return exponent == 0
        ? sign * fraction * 0x1p-24f
        : sign * Math.scalb(1 + fraction * 0x1p-10f, exponent - 15);
  }
}
