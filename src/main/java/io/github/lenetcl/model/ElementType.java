package io.github.lenetcl.model;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of numbers that we read and write, by their names in safetensors. */
public enum ElementType {
  /** Double precision. */
  F64(8, true),
  /** Single precision. */
  F32(4, true),
  /** Half precision of IEEE 754: read only. */
  F16(2, true),
  /** The first half of single precision: read only. */
  BF16(2, true),
  /** Signed, 64 bits. */
  I64(8, false),
  /** Signed, 32 bits. */
  I32(4, false),
  /** Signed, 8 bits: read only. */
  I8(1, false),
  /** Unsigned, 8 bits. */
  U8(1, false);

  private final int bytes;
  private final boolean real;

  ElementType(int bytes, boolean real) {
    this.bytes = bytes;
    this.real = real;
  }

  /** {@return the number of bytes of one value} */
  public int bytes() {
    return bytes;
  }

  /** {@return whether values are real numbers; otherwise they are integers} */
  public boolean isReal() {
    return real;
  }

  static Optional<ElementType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }
}
