package io.github.lenetcl.data;

import java.util.List;
import java.util.Optional;

/** Images in memory as a stream, with the names of their files where they have any. */
final class MemoryStream implements ImageStream {
  private final LabelledImages images;
  private final List<String> names;
  private int at;

  MemoryStream(LabelledImages images) {
    this(images, List.of());
  }

  MemoryStream(LabelledImages images, List<String> names) {
    this.images = images;
    this.names = names;
  }

  @Override
  public Optional<String> name(int index) {
    return names.isEmpty() ? Optional.empty() : Optional.of(names.get(index));
  }

  @Override
  public int count() {
    return images.count();
  }

  @Override
  public int height() {
    return images.height();
  }

  @Override
  public int width() {
    return images.width();
  }

  @Override
  public List<String> classes() {
    return images.classes();
  }

  @Override
  public Optional<ImageBatch> next(int most) {
    int first = at;
    at += Math.min(most, images.count() - first);
    if (at == first) {
      return Optional.empty();
    }
    LabelledImages part = images.range(first, at);
    return Optional.of(
        new ImageBatch(first, part.height(), part.width(), part.pixels(), part.labels()));
  }

  @Override
  public void close() {
    // Nothing is held that is to be given back.
  }
}
