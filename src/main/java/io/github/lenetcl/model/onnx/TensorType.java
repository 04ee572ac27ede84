package io.github.lenetcl.model.onnx;

import io.github.lenetcl.model.ElementType;
import java.util.Arrays;
import java.util.Optional;

/** The element types of ONNX that we read, with their numbers there. */
enum TensorType {
  FLOAT(1, ElementType.F32),
  UINT8(2, ElementType.U8),
  INT32(6, ElementType.I32),
  INT64(7, ElementType.I64),
  BOOL(9, ElementType.U8),
  FLOAT16(10, ElementType.F32),
  DOUBLE(11, ElementType.F64),
  BFLOAT16(16, ElementType.F32);

  private final int number;
  private final ElementType elements;

  TensorType(int number, ElementType elements) {
    this.number = number;
    this.elements = elements;
  }

  int number() {
    return number;
  }

  ElementType elements() {
    return elements;
  }

  /** Whether values take two bytes in a file, and are widened when they are read. */
  boolean isHalf() {
    return this == FLOAT16 || this == BFLOAT16;
  }

  /** Returns the bytes of one value in a file. */
  int bytes() {
    return isHalf() ? Short.BYTES : elements.bytes();
  }

  /** Returns the value of 16 bits. */
  float widened(short bits) {
    int whole = bits & 0xffff;
    if (this == BFLOAT16) {
      return Float.intBitsToFloat(whole << 16);
    }
    int exponent = whole >> 10 & 31;
    int fraction = whole & 1023;
    float magnitude =
        switch (exponent) {
          case 0 -> Math.scalb((float) fraction, -24);
          case 31 -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Math.scalb((float) (fraction + 1024), exponent - 25);
        };
    return whole >> 15 == 0 ? magnitude : -magnitude;
  }

  static Optional<TensorType> numbered(long number) {
    return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
  }

  /** Returns the type in which we write tensors of such elements. */
  static TensorType of(ElementType elements) {
    return Arrays.stream(values())
        .filter(type -> type.elements == elements)
        .findFirst()
        .orElseThrow();
  }
}
