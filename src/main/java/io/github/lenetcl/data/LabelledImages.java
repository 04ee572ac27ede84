package io.github.lenetcl.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Images of one size with a label each. One image takes height × width bytes and nothing more:
 * 60,000 digits are 47 MB. Those in colours, for networks of three maps, have their planes one
 * below the other: red, green and blue of 32×32 are an image of 96×32 ({@link PictureFit}).
 *
 * <p>Instances are immutable by agreement. The arrays are neither copied on the way in nor on the
 * way out, so that a data set exists once in memory; whoever hands them over or takes them must not
 * write to them.
 */
public final class LabelledImages {
  /** What an array may hold. */
  private static final int MOST_PIXELS = Integer.MAX_VALUE - 8;

  private final int height;
  private final int width;
  private final byte[] pixels;
  private final int[] labels;
  private final List<String> classes;

  /**
   * Wraps the arrays given, without a copy.
   *
   * @param height rows of an image
   * @param width columns of an image
   * @param pixels unsigned bytes in the order sample, row, column; 0 is background, 255 is ink
   * @param labels the class of each image, an index into {@code classes}
   * @param classes the names of the classes
   * @throws IllegalArgumentException if the sizes do not agree or a label has no class
   */
  public LabelledImages(int height, int width, byte[] pixels, int[] labels, List<String> classes) {
    this.height = height;
    this.width = width;
    this.pixels = Objects.requireNonNull(pixels, "pixels");
    this.labels = Objects.requireNonNull(labels, "labels");
    this.classes = List.copyOf(classes);
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "images are " + height + "×" + width + ", wanted 1×1 or more");
    }
    if (pixels.length != (long) labels.length * height * width) {
      throw new IllegalArgumentException(
          "pixels are %d, wanted %d images of %d×%d"
              .formatted(pixels.length, labels.length, height, width));
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= this.classes.size()) {
        throw new IllegalArgumentException(
            "label " + i + " is " + labels[i] + ", wanted 0 to " + (this.classes.size() - 1));
      }
    }
  }

  /**
   * Names for classes that are only numbered.
   *
   * @param count how many classes
   * @return "0", "1", … as many as asked for
   */
  public static List<String> numbered(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  /** {@return the rows of an image} */
  public int height() {
    return height;
  }

  /** {@return the columns of an image} */
  public int width() {
    return width;
  }

  /** {@return how many images there are} */
  public int count() {
    return labels.length;
  }

  /** {@return all pixels as unsigned bytes, in the order sample, row, column; not a copy} */
  public byte[] pixels() {
    return pixels;
  }

  /** {@return all labels, indices into {@link #classes()}; not a copy} */
  public int[] labels() {
    return labels;
  }

  /** {@return the names of the classes, in the order of the labels} */
  public List<String> classes() {
    return classes;
  }

  /**
   * One label.
   *
   * @param index which image, from 0
   * @return its class, an index into {@link #classes()}
   */
  public int label(int index) {
    return labels[index];
  }

  /**
   * One image.
   *
   * @param index which image, from 0
   * @return a copy of its height × width bytes, row by row
   */
  public byte[] image(int index) {
    Objects.checkIndex(index, labels.length);
    int size = height * width;
    return Arrays.copyOfRange(pixels, index * size, (index + 1) * size);
  }

  /**
   * The first images of the set.
   *
   * @param n how many are wanted; more than there are gives all
   * @return at most {@code n} images
   */
  public LabelledImages first(int n) {
    return range(0, Math.min(n, count()));
  }

  /**
   * A run of neighbouring images. The whole set is returned as itself, anything less is copied.
   *
   * @param from the first image
   * @param to one more than the last image
   * @return the images {@code from} to {@code to - 1}
   */
  public LabelledImages range(int from, int to) {
    Objects.checkFromToIndex(from, to, count());
    if (from == 0 && to == count()) {
      return this;
    }
    int size = height * width;
    return new LabelledImages(
        height,
        width,
        Arrays.copyOfRange(pixels, from * size, to * size),
        Arrays.copyOfRange(labels, from, to),
        classes);
  }

  /**
   * Some images of the set, in new arrays.
   *
   * @param indices which, from 0, in any order and any number of times
   * @return a copy of these images
   */
  public LabelledImages at(int... indices) {
    int size = height * width;
    byte[] some = new byte[room(indices.length, size)];
    int[] theirs = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(pixels, indices[i] * size, some, i * size, size);
      theirs[i] = labels[indices[i]];
    }
    return new LabelledImages(height, width, some, theirs, classes);
  }

  /**
   * {@return the number of pixels of so many images, if one array holds them}
   *
   * @param count how many images
   * @param size the pixels of each
   * @throws IllegalArgumentException if they are too many
   */
  static int room(long count, int size) {
    if (count > MOST_PIXELS / size) {
      throw new IllegalArgumentException(
          "%d images of %d pixels, wanted at most %d of them in memory"
              .formatted(count, size, MOST_PIXELS / size));
    }
    return (int) count * size;
  }

  /**
   * This set and another behind it, in new arrays.
   *
   * @param more images of the same size and classes
   * @return the images of both
   * @throws IllegalArgumentException if the sizes or the classes differ, or both are too many
   */
  public LabelledImages with(LabelledImages more) {
    if (more.height != height || more.width != width) {
      throw new IllegalArgumentException(
          "images are %d×%d, wanted %d×%d".formatted(more.height, more.width, height, width));
    }
    if (!more.classes.equals(classes)) {
      throw new IllegalArgumentException("classes are " + more.classes + ", wanted " + classes);
    }
    byte[] allPixels = Arrays.copyOf(pixels, room((long) count() + more.count(), height * width));
    System.arraycopy(more.pixels, 0, allPixels, pixels.length, more.pixels.length);
    int[] allLabels = Arrays.copyOf(labels, labels.length + more.labels.length);
    System.arraycopy(more.labels, 0, allLabels, labels.length, more.labels.length);
    return new LabelledImages(height, width, allPixels, allLabels, classes);
  }

  @Override
  public String toString() {
    return "%d images of %d×%d in %d classes".formatted(count(), height, width, classes.size());
  }
}
