package io.github.lenetcl.model.onnx;

import io.github.lenetcl.model.ElementType;
import java.util.Arrays;
import java.util.Optional;

/** The element types of ONNX that we read, with their numbers there. */
enum TensorType {
  FLOAT(1, ElementType.F32),
  UINT8(2, ElementType.U8),
  INT8(3, ElementType.I8),
  INT32(6, ElementType.I32),
  INT64(7, ElementType.I64),
  BOOL(9, ElementType.U8),
  FLOAT16(10, ElementType.F16),
  DOUBLE(11, ElementType.F64),
  BFLOAT16(16, ElementType.BF16);

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
