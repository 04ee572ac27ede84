package io.github.lenetcl.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * IDX, the file format of MNIST: two zero bytes, the element type (8 is unsigned byte), the number
 * of dimensions, each dimension as four bytes with the highest first, then the elements. Images
 * have the dimensions count, rows, columns; labels have one. Files may be plain or gzip, whatever
 * their names say.
 *
 * <p>A file is refused unless every byte of it is accounted for. Sizes are compared with what the
 * file can hold before memory is taken for them.
 */
public final class Idx {
  private static final int UNSIGNED_BYTE = 8;
  private static final int MAX_SIDE = 4096;
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  /** What is allocated at once before the bytes have shown that they exist. */
  private static final int FIRST_CHUNK = 1 << 26;

  private Idx() {}

  /**
   * The content of a file of images.
   *
   * @param count how many images
   * @param height rows of an image
   * @param width columns of an image
   * @param pixels unsigned bytes in the order sample, row, column
   */
  public record Images(int count, int height, int width, byte[] pixels) {}

  /**
   * Reads a file of images.
   *
   * @param file an IDX file of three dimensions, plain or gzip
   * @return its content
   * @throws BadInputException if the file is missing or is anything else
   * @throws IOException if the file cannot be read
   */
  public static Images readImages(Path file) throws IOException {
    try (IdxSource source = IdxSource.open(file)) {
      return readImages(source);
    }
  }

  /**
   * Reads a file of labels.
   *
   * @param file an IDX file of one dimension, plain or gzip
   * @return its labels, 0 to 255
   * @throws BadInputException if the file is missing or is anything else
   * @throws IOException if the file cannot be read
   */
  public static int[] readLabels(Path file) throws IOException {
    try (IdxSource source = IdxSource.open(file)) {
      return readLabels(source);
    }
  }

  /**
   * Reads images with their labels.
   *
   * @param images the file of images
   * @param labels the file of labels
   * @param classes the names of the classes; a label without a name is an error
   * @return the labelled images
   * @throws BadInputException if a file is missing or wrong, or the two do not belong together
   * @throws IOException if a file cannot be read
   */
  public static LabelledImages read(Path images, Path labels, List<String> classes)
      throws IOException {
    try (IdxSource imageSource = IdxSource.open(images);
        IdxSource labelSource = IdxSource.open(labels)) {
      return read(imageSource, labelSource, classes);
    }
  }

  static LabelledImages read(IdxSource images, IdxSource labels, List<String> classes)
      throws IOException {
    int[] label = readLabels(labels);
    for (int i = 0; i < label.length; i++) {
      if (label[i] >= classes.size()) {
        throw BadInputException.of(
            labels.name(), "label " + i, label[i], "0 to " + (classes.size() - 1));
      }
    }
    Images image = readImages(images);
    if (image.count != label.length) {
      throw BadInputException.of(
          labels.name(),
          "number of labels",
          label.length,
          image.count + ", one for each image of " + images.name());
    }
    return new LabelledImages(image.height, image.width, image.pixels, label, classes);
  }

  private static Images readImages(IdxSource source) throws IOException {
    long[] size = readHeader(source, 3);
    requireRange(source, "number of rows", size[1], MAX_SIDE);
    requireRange(source, "number of columns", size[2], MAX_SIDE);
    requireRange(source, "number of images", size[0], MAX_ARRAY / (size[1] * size[2]));
    byte[] pixels = readElements(source, 16, (int) (size[0] * size[1] * size[2]));
    return new Images((int) size[0], (int) size[1], (int) size[2], pixels);
  }

  private static int[] readLabels(IdxSource source) throws IOException {
    long[] size = readHeader(source, 1);
    requireRange(source, "number of labels", size[0], MAX_ARRAY);
    byte[] bytes = readElements(source, 8, (int) size[0]);
    int[] labels = new int[bytes.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = bytes[i] & 0xff;
    }
    return labels;
  }

  private static long[] readHeader(IdxSource source, int dimensions) throws IOException {
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

  private static byte[] readElements(IdxSource source, int headerLength, int count)
      throws IOException {
    if (count > source.mostBytes() - headerLength) {
      throw tooShort(source, count, source.mostBytes() - headerLength, "at most ");
    }
    byte[] elements = new byte[Math.min(count, FIRST_CHUNK)];
    int filled = 0;
    while (true) {
      filled += source.read(elements, filled, elements.length);
      if (filled < elements.length) {
        throw tooShort(source, count, filled, "");
      }
      if (filled == count) {
        break;
      }
      elements = Arrays.copyOf(elements, (int) Math.min(count, 2L * filled));
    }
    if (source.read(new byte[1], 0, 1) != 0) {
      throw new BadInputException(
          source.name() + ": bytes follow the last of " + count + " elements, wanted the end");
    }
    return elements;
  }

  private static BadInputException tooShort(
      IdxSource source, int wanted, long found, String prefix) {
    return BadInputException.of(
        source.name(), "length of the data", prefix + found + " bytes", wanted + " by its header");
  }

  /**
   * Writes the images of a set.
   *
   * @param file the file to write or replace; gzip if its name ends with {@code .gz}
   * @param set the images
   * @throws IOException if the file cannot be written
   */
  public static void writeImages(Path file, LabelledImages set) throws IOException {
    write(file, set.pixels(), set.count(), set.height(), set.width());
  }

  /**
   * Writes the labels of a set.
   *
   * @param file the file to write or replace; gzip if its name ends with {@code .gz}
   * @param set the labels, 0 to 255
   * @throws IOException if the file cannot be written
   */
  public static void writeLabels(Path file, LabelledImages set) throws IOException {
    byte[] bytes = new byte[set.count()];
    for (int i = 0; i < bytes.length; i++) {
      if (set.label(i) > 255) {
        throw new IllegalArgumentException(
            "label " + i + " is " + set.label(i) + ", wanted 0 to 255, the most that IDX can hold");
      }
      bytes[i] = (byte) set.label(i);
    }
    write(file, bytes, set.count());
  }

  private static void write(Path file, byte[] elements, int... dimensions) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(4 + 4 * dimensions.length);
    header.put((byte) 0).put((byte) 0).put((byte) UNSIGNED_BYTE).put((byte) dimensions.length);
    for (int dimension : dimensions) {
      header.putInt(dimension);
    }
    AtomicFile.write(
        file,
        stream -> {
          boolean gzip = file.toString().endsWith(".gz");
          try (OutputStream out = gzip ? bestGzip(stream) : stream) {
            out.write(header.array());
            out.write(elements);
          }
        });
  }

  private static OutputStream bestGzip(OutputStream stream) throws IOException {
    return new GZIPOutputStream(stream, 1 << 16) {
      {
        def.setLevel(9);
      }
    };
  }
}
