package io.github.lenetcl.data;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The head of an IDX file, checked against what the file can hold.
 *
 * @param count how many images or labels
 * @param height rows of an image; 1 for labels
 * @param width columns of an image; 1 for labels
 */
record IdxHeader(int count, int height, int width) {
  static final int UNSIGNED_BYTE = 8;
  private static final int MAX_SIDE = 4096;

  /**
   * Reads the head of a file of images.
   *
   * @param most the most pixels that the caller can take
   */
  static IdxHeader ofImages(IdxSource source, long most) throws IOException {
    long[] size = read(source, 3);
    requireRange(source, "number of rows", size[1], MAX_SIDE);
    requireRange(source, "number of columns", size[2], MAX_SIDE);
    long images = Math.min(Integer.MAX_VALUE, most / (size[1] * size[2]));
    requireRange(source, "number of images", size[0], images);
    return checked(source, new IdxHeader((int) size[0], (int) size[1], (int) size[2]), 16);
  }

  /**
   * Reads the head of a file of labels.
   *
   * @param most the most labels that the caller can take
   */
  static IdxHeader ofLabels(IdxSource source, int most) throws IOException {
    long[] size = read(source, 1);
    requireRange(source, "number of labels", size[0], most);
    return checked(source, new IdxHeader((int) size[0], 1, 1), 8);
  }

  /** {@return the number of bytes that follow} */
  long elements() {
    return (long) count * height * width;
  }

  private static IdxHeader checked(IdxSource source, IdxHeader header, int length)
      throws IOException {
    long room = source.mostBytes() - length;
    if (header.elements() > room) {
      throw source.tooShort(header.elements(), "at most " + room);
    }
    if (source.hasLength() && header.elements() < room) {
      throw source.tooLong(header.elements());
    }
    return header;
  }

  private static long[] read(IdxSource source, int dimensions) throws IOException {
    byte[] header = new byte[4 + 4 * dimensions];
    int got = source.read(header, 0, header.length);
    if (got < header.length) {
      throw BadInputException.of(
          source.name(), "length", got + " bytes", "a header of " + header.length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(header);
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
    long[] size = new long[dimensions];
    for (int i = 0; i < dimensions; i++) {
      size[i] = buffer.getInt() & 0xffffffffL;
    }
    return size;
  }

  private static void requireRange(IdxSource source, String field, long value, long most)
      throws IOException {
    if (value < 1 || value > most) {
      throw BadInputException.of(source.name(), field, value, "1 to " + most);
    }
  }
}
