package io.github.lenetcl.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An IDX file of images, and perhaps one of labels, read from the front to the end.
 *
 * <p>Read, not mapped: a mapping stays until the garbage collector finds it, ends the process where
 * the file is cut short meanwhile, and would not serve gzip; copying 784 bytes is nothing beside
 * classifying them.
 */
final class IdxStream implements ImageStream {
  private final ByteSource images;
  private final Optional<ByteSource> labels;
  private final List<String> classes;
  private final IdxHeader header;
  private int at;

  private IdxStream(ByteSource images, Optional<ByteSource> labels, List<String> classes)
      throws IOException {
    this.images = images;
    this.labels = labels;
    this.classes = List.copyOf(classes);
    header = IdxHeader.ofImages(images, Long.MAX_VALUE);
    if (labels.isPresent()) {
      int count = IdxHeader.ofLabels(labels.get(), Integer.MAX_VALUE).count();
      Idx.requireSameCount(labels.get(), count, images, header.count());
    }
  }

  static IdxStream open(Path images) throws IOException {
    return open(ByteSource.open(images), Optional.empty(), List.of());
  }

  static IdxStream open(Path images, Path labels, List<String> classes) throws IOException {
    ByteSource imageSource = ByteSource.open(images);
    try {
      return open(imageSource, Optional.of(ByteSource.open(labels)), classes);
    } catch (IOException e) {
      imageSource.close();
      throw e;
    }
  }

  /** Closes the sources where they are refused. */
  private static IdxStream open(
      ByteSource images, Optional<ByteSource> labels, List<String> classes) throws IOException {
    try {
      return new IdxStream(images, labels, classes);
    } catch (IOException e) {
      close(images, labels);
      throw e;
    }
  }

  @Override
  public int count() {
    return header.count();
  }

  @Override
  public int height() {
    return header.height();
  }

  @Override
  public int width() {
    return header.width();
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public Optional<ImageBatch> next(int most) throws IOException {
    int first = at;
    int count = Math.min(most, header.count() - first);
    if (count == 0) {
      return Optional.empty();
    }
    int size = header.height() * header.width();
    byte[] pixels = read(images, size, first, Math.multiplyExact(count, size));
    int[] own = labels.isPresent() ? labels(labels.get(), first, count) : new int[0];
    at += count;
    if (at == header.count()) {
      images.requireEnd(header.elements());
      if (labels.isPresent()) {
        labels.get().requireEnd(header.count());
      }
    }
    return Optional.of(new ImageBatch(first, header.height(), header.width(), pixels, own));
  }

  private int[] labels(ByteSource source, int first, int count) throws IOException {
    byte[] bytes = read(source, 1, first, count);
    int[] result = new int[count];
    for (int i = 0; i < count; i++) {
      result[i] = bytes[i] & 0xff;
      Idx.requireClass(source, first + i, result[i], classes);
    }
    return result;
  }

  private byte[] read(ByteSource source, int size, long first, int length) throws IOException {
    byte[] bytes = new byte[length];
    int got = source.read(bytes, 0, length);
    if (got < length) {
      throw source.tooShort((long) header.count() * size, "" + (first * size + got));
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    close(images, labels);
  }

  private static void close(ByteSource images, Optional<ByteSource> labels) throws IOException {
    try (images) {
      if (labels.isPresent()) {
        labels.get().close();
      }
    }
  }
}
