package io.github.lenetcl.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** A tensor with its name, as a safetensors file holds it. Immutable. */
public final class NamedTensor {

  private final String name;
  private final ElementType type;
  private final List<Integer> shape;
  private final ByteBuffer data;

  /** The buffer is not copied and must not change. */
  NamedTensor(String name, ElementType type, List<Integer> shape, ByteBuffer data) {
    this.name = name;
    this.type = type;
    this.shape = List.copyOf(shape);
    this.data = data.asReadOnlyBuffer();
    if (count(shape) * type.bytes() != data.limit()) {
      throw new IllegalArgumentException(
          "tensor " + name + ": " + data.limit() / type.bytes() + " values for shape " + shape);
    }
  }

  /**
   * {@return a tensor of values that a file holds}
   *
   * @param name the tensor's name
   * @param type the kind of its numbers
   * @param shape its dimensions, outermost first; none for a single number
   * @param data its values, little endian, last dimension innermost; not copied, so that they must
   *     not change
   */
  public static NamedTensor of(
      String name, ElementType type, List<Integer> shape, ByteBuffer data) {
    return new NamedTensor(name, type, shape, data);
  }

  /**
   * {@return a tensor in single precision}
   *
   * @param name the tensor's name
   * @param values its values, last dimension innermost
   * @param shape its dimensions, outermost first; none for a single number
   */
  public static NamedTensor of(String name, float[] values, Integer... shape) {
    ByteBuffer data = buffer(values.length, ElementType.F32);
    data.asFloatBuffer().put(values);
    return new NamedTensor(name, ElementType.F32, List.of(shape), data);
  }

  /**
   * {@return a tensor in double precision}
   *
   * @param name the tensor's name
   * @param values its values, last dimension innermost
   * @param shape its dimensions, outermost first; none for a single number
   */
  public static NamedTensor of(String name, double[] values, Integer... shape) {
    ByteBuffer data = buffer(values.length, ElementType.F64);
    data.asDoubleBuffer().put(values);
    return new NamedTensor(name, ElementType.F64, List.of(shape), data);
  }

  /**
   * {@return a tensor of integers of 64 bits}
   *
   * @param name the tensor's name
   * @param values its values, last dimension innermost
   * @param shape its dimensions, outermost first; none for a single number
   */
  public static NamedTensor of(String name, long[] values, Integer... shape) {
    ByteBuffer data = buffer(values.length, ElementType.I64);
    data.asLongBuffer().put(values);
    return new NamedTensor(name, ElementType.I64, List.of(shape), data);
  }

  /** The number of values of a shape; where no array could hold them, some number beyond. */
  static long count(List<Integer> shape) {
    long count = 1;
    for (int side : shape) {
      if (side < 0) {
        throw new IllegalArgumentException("shape " + shape + ": wanted no side below 0");
      }
      // Held at the bound, so that it cannot overflow: a side of 0 may still follow.
      count = Math.min(count * side, 1L << 31);
    }
    return count;
  }

  private static ByteBuffer buffer(int count, ElementType type) {
    return ByteBuffer.allocate(Math.multiplyExact(count, type.bytes()))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** {@return the name} */
  public String name() {
    return name;
  }

  /** {@return the kind of its numbers} */
  public ElementType type() {
    return type;
  }

  /** {@return the dimensions, outermost first; none for a single number} */
  public List<Integer> shape() {
    return shape;
  }

  /** {@return the number of values} */
  public int size() {
    return data.limit() / type.bytes();
  }

  /**
   * {@return the values in single precision; doubles are rounded to the nearest}
   *
   * @throws IllegalStateException if they are integers
   */
  public float[] floats() {
    float[] values = new float[size()];
    if (type == ElementType.F32) {
      bytes().asFloatBuffer().get(values);
    } else {
      double[] wide = doubles();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) wide[i];
      }
    }
    return values;
  }

  /**
   * {@return the values in double precision}
   *
   * @throws IllegalStateException if they are integers
   */
  public double[] doubles() {
    double[] values = new double[size()];
    switch (type) {
      case F64 -> bytes().asDoubleBuffer().get(values);
      case F32 -> Arrays.setAll(values, bytes().asFloatBuffer()::get);
      case F16 -> Arrays.setAll(values, i -> half(bytes().getShort(Short.BYTES * i)));
      case BF16 ->
          Arrays.setAll(values, i -> Float.intBitsToFloat(bytes().getShort(Short.BYTES * i) << 16));
      default -> throw new IllegalStateException("tensor " + name + " holds " + type);
    }
    return values;
  }

  /** Returns the number that 16 bits are: a sign, five bits of exponent, ten of fraction. */
  private static double half(short bits) {
    int exponent = bits >> 10 & 31;
    int fraction = bits & 1023;
    double magnitude =
        switch (exponent) {
          case 0 -> Math.scalb((double) fraction, -24);
          case 31 -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb(fraction + 1024.0, exponent - 25);
        };
    return bits < 0 ? -magnitude : magnitude;
  }

  /**
   * {@return the values as integers}
   *
   * @throws IllegalStateException if they are real numbers
   */
  public long[] longs() {
    long[] values = new long[size()];
    switch (type) {
      case I64 -> bytes().asLongBuffer().get(values);
      case I32 -> Arrays.setAll(values, bytes().asIntBuffer()::get);
      case I8 -> Arrays.setAll(values, data::get);
      case U8 -> Arrays.setAll(values, i -> Byte.toUnsignedLong(data.get(i)));
      default -> throw new IllegalStateException("tensor " + name + " holds " + type);
    }
    return values;
  }

  /** A view of the values from the first on. */
  ByteBuffer bytes() {
    return data.duplicate().rewind().order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public String toString() {
    return name + " " + type + " " + shape;
  }
}
