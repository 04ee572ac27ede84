package io.github.lenetcl.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * The head of an IDX file, checked against what the file can hold.
 *
 * @param type how a number is stored
 * @param count how many images or labels
 * @param item the size of each; empty for labels
 */
record IdxHeader(NumberType type, int count, int[] item) {
  static final int UNSIGNED_BYTE = 8;
  private static final int MAX_SIDE = 4096;
  private static final int MOST_DIMENSIONS = 4;
  private static final Map<Integer, NumberType> TYPES =
      Map.of(
          UNSIGNED_BYTE,
          NumberType.UNSIGNED_BYTE,
          0x09,
          NumberType.SIGNED_BYTE,
          0x0b,
          NumberType.SHORT,
          0x0c,
          NumberType.INT,
          0x0d,
          NumberType.FLOAT,
          0x0e,
          NumberType.DOUBLE);

  /** Whether a file begins like one of any type and up to four dimensions. */
  static boolean isLikely(byte[] start) {
    return start.length >= 4
        && start[0] == 0
        && start[1] == 0
        && TYPES.containsKey((int) start[2])
        && start[3] >= 1
        && start[3] <= MOST_DIMENSIONS;
  }

  /** Reads the head of a file of any numbers. */
  static IdxHeader of(ByteSource source) throws IOException {
    ByteBuffer head = start(source, 4);
    NumberType type = TYPES.get((int) head.get(2));
    long[] size = sizes(source, head.get(3));
    requireRange(source, "number of items", size[0], Integer.MAX_VALUE);
    int[] item = new int[size.length - 1];
    long each = 1;
    for (int i = 0; i < item.length; i++) {
      requireRange(source, "size " + (i + 1) + " of an item", size[i + 1], 1L << 24);
      item[i] = (int) size[i + 1];
      each *= item[i];
      requireRange(source, "size of an item", each, 1L << 24);
    }
    return new IdxHeader(type, (int) size[0], item).checked(source);
  }

  /**
   * Reads the head of a file of images.
   *
   * @param most the most pixels that the caller can take
   */
  static IdxHeader ofImages(ByteSource source, long most) throws IOException {
    long[] size = ofBytes(source, 3);
    requireRange(source, "number of rows", size[1], MAX_SIDE);
    requireRange(source, "number of columns", size[2], MAX_SIDE);
    long images = Math.min(Integer.MAX_VALUE, most / (size[1] * size[2]));
    requireRange(source, "number of images", size[0], images);
    int[] item = {(int) size[1], (int) size[2]};
    return new IdxHeader(NumberType.UNSIGNED_BYTE, (int) size[0], item).checked(source);
  }

  /**
   * Reads the head of a file of labels.
   *
   * @param most the most labels that the caller can take
   */
  static IdxHeader ofLabels(ByteSource source, int most) throws IOException {
    long[] size = ofBytes(source, 1);
    requireRange(source, "number of labels", size[0], most);
    return new IdxHeader(NumberType.UNSIGNED_BYTE, (int) size[0], new int[0]).checked(source);
  }

  /** {@return rows of an image} */
  int height() {
    return item.length == 0 ? 1 : item[0];
  }

  /** {@return columns of an image} */
  int width() {
    return item.length < 2 ? 1 : item[1];
  }

  /** {@return how many numbers an item has} */
  int size() {
    int size = 1;
    for (int length : item) {
      size *= length;
    }
    return size;
  }

  /** {@return how many numbers follow} */
  long elements() {
    return (long) count * size();
  }

  private IdxHeader checked(ByteSource source) throws IOException {
    long wanted = elements() * type.bytes();
    long room = source.mostBytes() - (8 + 4L * item.length);
    if (wanted > room) {
      throw source.tooShort(wanted, "at most " + room);
    }
    if (source.hasLength() && wanted < room) {
      throw source.tooLong(elements());
    }
    return this;
  }

  private static long[] ofBytes(ByteSource source, int dimensions) throws IOException {
    ByteBuffer buffer = start(source, 4 + 4 * dimensions);
    if (buffer.getShort() != 0) {
      throw BadInputException.of(
          source.name(),
          "start",
          "%08x".formatted(buffer.getInt(0)),
          "00000803 (IDX images) or 00000801 (IDX labels)");
    }
    int type = buffer.get();
    if (type != UNSIGNED_BYTE) {
      throw BadInputException.of(
          source.name(), "element type", "0x%02x".formatted(type & 0xff), "0x08 (unsigned bytes)");
    }
    int found = buffer.get() & 0xff;
    if (found != dimensions) {
      throw BadInputException.of(
          source.name(),
          "number of dimensions",
          found,
          dimensions + (dimensions == 1 ? " (labels)" : " (images)"));
    }
    return sizes(buffer, dimensions);
  }

  private static ByteBuffer start(ByteSource source, int length) throws IOException {
    byte[] header = new byte[length];
    int got = source.read(header, 0, length);
    if (got < length) {
      throw BadInputException.of(source.name(), "length", got + " bytes", "a header of " + length);
    }
    return ByteBuffer.wrap(header);
  }

  private static long[] sizes(ByteSource source, int dimensions) throws IOException {
    return sizes(start(source, 4 * dimensions), dimensions);
  }

  private static long[] sizes(ByteBuffer buffer, int dimensions) {
    long[] size = new long[dimensions];
    for (int i = 0; i < dimensions; i++) {
      size[i] = buffer.getInt() & 0xffffffffL;
    }
    return size;
  }

  private static void requireRange(ByteSource source, String field, long value, long most)
      throws IOException {
    if (value < 1 || value > most) {
      throw BadInputException.of(source.name(), field, value, "1 to " + most);
    }
  }
}
