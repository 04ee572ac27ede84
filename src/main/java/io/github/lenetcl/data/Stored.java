package io.github.lenetcl.data;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * How the images of data files are kept, where it is not light ink on a dark ground, row by row.
 * Pictures are not meant: their ink is found whichever of the two is darker.
 *
 * @param inverted whether ink is dark and the ground light
 * @param transposed whether images are kept column by column, so that they seem to lie
 */
public record Stored(boolean inverted, boolean transposed) {
  /** As MNIST's are. */
  public static final Stored USUAL = new Stored(false, false);

  /** So many images are looked at to see which of ink and ground is darker. */
  private static final int SEEN = 1000;

  /** A ground is light from this level on, on the average … */
  private static final double LIGHT = 128;

  /** … if the middle of the images is darker by this much. */
  private static final double DARKER = 16;

  /**
   * {@return images as MNIST keeps them}
   *
   * @param images grey images that are kept so
   */
  public LabelledImages turned(LabelledImages images) {
    return turned(images, 1);
  }

  /** Turns images of so many planes, each by itself. */
  private LabelledImages turned(LabelledImages images, int maps) {
    if (equals(USUAL)) {
      return images;
    }
    int height = images.height() / maps;
    byte[] pixels = turned(images.pixels(), height, images.width());
    int rows = transposed ? maps * images.width() : images.height();
    int columns = transposed ? height : images.width();
    return new LabelledImages(rows, columns, pixels, images.labels(), images.classes());
  }

  DataSplit turned(DataSplit split, int maps) {
    return new DataSplit(
        turned(split.training(), maps),
        split.test().map(part -> turned(part, maps)),
        split.validation().map(part -> turned(part, maps)));
  }

  ImageStream turned(ImageStream stream, int maps) {
    return equals(USUAL) ? stream : new TurnedStream(stream, this, maps);
  }

  /**
   * {@return the pixels of images as MNIST keeps them}
   *
   * @param pixels unsigned bytes, image by image
   * @param height rows of an image as it is kept
   * @param width columns of an image as it is kept
   */
  public byte[] turned(byte[] pixels, int height, int width) {
    byte[] result = new byte[pixels.length];
    int size = height * width;
    for (int i = 0; i < pixels.length; i++) {
      int at = i % size;
      int to = transposed ? i - at + at % width * height + at / width : i;
      result[to] = inverted ? (byte) ~pixels[i] : pixels[i];
    }
    return result;
  }

  /**
   * {@return whether images look as if they were dark on light: their border is light, and their
   * middle is darker}
   *
   * @param pixels unsigned bytes, image by image
   * @param height rows of an image
   * @param width columns of an image
   */
  static boolean looksInverted(byte[] pixels, int height, int width) {
    int size = height * width;
    int count = Math.min(SEEN, pixels.length / size);
    double border = 0;
    double middle = 0;
    long borders = 0;
    long middles = 0;
    for (int i = 0; i < count * size; i++) {
      int row = i % size / width;
      int column = i % width;
      int depth = Math.min(Math.min(row, height - 1 - row), Math.min(column, width - 1 - column));
      if (depth == 0) {
        border += pixels[i] & 0xff;
        borders++;
      } else if (4 * depth >= Math.min(height, width)) {
        middle += pixels[i] & 0xff;
        middles++;
      }
    }
    return borders > 0
        && middles > 0
        && border / borders >= LIGHT
        && middle / middles <= border / borders - DARKER;
  }

  /** A stream of images that are kept otherwise. */
  private record TurnedStream(ImageStream stream, Stored stored, int maps) implements ImageStream {
    @Override
    public int count() {
      return stream.count();
    }

    @Override
    public int height() {
      return stored.transposed ? maps * stream.width() : stream.height();
    }

    @Override
    public int width() {
      return stored.transposed ? stream.height() / maps : stream.width();
    }

    @Override
    public List<String> classes() {
      return stream.classes();
    }

    @Override
    public Optional<String> name(int index) {
      return stream.name(index);
    }

    @Override
    public Optional<ImageBatch> next(int most) throws IOException {
      return stream
          .next(most)
          .map(
              batch ->
                  new ImageBatch(
                      batch.first(),
                      height(),
                      width(),
                      stored.turned(batch.pixels(), batch.height() / maps, batch.width()),
                      batch.labels()));
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
