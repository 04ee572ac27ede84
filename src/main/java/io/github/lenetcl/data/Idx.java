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
 * file can hold before memory is taken for them. Here all of it is read at once; {@link
 * ImageStream} takes files of any size, piece by piece.
 */
public final class Idx {
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
    try (ByteSource source = ByteSource.open(file)) {
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
    try (ByteSource source = ByteSource.open(file)) {
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
    try (ByteSource imageSource = ByteSource.open(images);
        ByteSource labelSource = ByteSource.open(labels)) {
      return read(imageSource, labelSource, classes);
    }
  }

  static LabelledImages read(ByteSource images, ByteSource labels, List<String> classes)
      throws IOException {
    int[] label = readLabels(labels);
    for (int i = 0; i < label.length; i++) {
      requireClass(labels, i, label[i], classes);
    }
    Images image = readImages(images);
    requireSameCount(labels, label.length, images, image.count);
    return new LabelledImages(image.height, image.width, image.pixels, label, classes);
  }

  static void requireClass(ByteSource labels, int index, int label, List<String> classes)
      throws BadInputException {
    if (label >= classes.size()) {
      throw BadInputException.of(
          labels.name(), "label " + index, label, "0 to " + (classes.size() - 1));
    }
  }

  static void requireSameCount(ByteSource labels, int count, ByteSource images, int wanted)
      throws BadInputException {
    if (count != wanted) {
      throw BadInputException.of(
          labels.name(),
          "number of labels",
          count,
          wanted + ", one for each image of " + images.name());
    }
  }

  /**
   * Tells an IDX file, plain or gzip, from a picture by its first bytes.
   *
   * @param file any file
   * @return whether it can be an IDX file: it begins with two zero bytes, or is gzip
   * @throws IOException if it cannot be read
   */
  public static boolean isIdx(Path file) throws IOException {
    try (ByteSource source = ByteSource.open(file)) {
      byte[] start = new byte[2];
      return !source.hasLength() || source.read(start, 0, 2) == 2 && start[0] == 0 && start[1] == 0;
    }
  }

  private static Images readImages(ByteSource source) throws IOException {
    IdxHeader header = IdxHeader.ofImages(source, MAX_ARRAY);
    byte[] pixels = readElements(source, (int) header.elements());
    return new Images(header.count(), header.height(), header.width(), pixels);
  }

  private static int[] readLabels(ByteSource source) throws IOException {
    IdxHeader header = IdxHeader.ofLabels(source, MAX_ARRAY);
    byte[] bytes = readElements(source, (int) header.elements());
    int[] labels = new int[bytes.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = bytes[i] & 0xff;
    }
    return labels;
  }

  private static byte[] readElements(ByteSource source, int count) throws IOException {
    byte[] elements = new byte[Math.min(count, FIRST_CHUNK)];
    int filled = 0;
    while (true) {
      filled += source.read(elements, filled, elements.length);
      if (filled < elements.length) {
        throw source.tooShort(count, "" + filled);
      }
      if (filled == count) {
        break;
      }
      elements = Arrays.copyOf(elements, (int) Math.min(count, 2L * filled));
    }
    source.requireEnd(count);
    return elements;
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
    header
        .put((byte) 0)
        .put((byte) 0)
        .put((byte) IdxHeader.UNSIGNED_BYTE)
        .put((byte) dimensions.length);
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
