package io.github.lenetcl.data;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The images of a pair from the first to the last, with or without labels. Read, not mapped: a
 * mapping stays until the garbage collector finds it, and ends the process where the file is cut
 * short meanwhile.
 */
final class PairStream implements ImageStream {
  private final List<Column> columns;
  private final PictureFit fit;
  private final ImageShape shape;
  private final Levels levels;
  private final int count;
  private final List<String> classes;
  private final int[] labels;
  private final Closeable owner;
  private int column = -1;
  private int left;
  private int at;
  private Cursor cursor = item -> {};
  private float[] item = {};
  private byte[] bytes = {};
  private ImageShape own;

  /**
   * Begins to read.
   *
   * @param pair the images
   * @param fit how many planes they become
   * @param levels what their numbers mean
   * @param classes the names of the classes, empty where there are no labels
   * @param labels the class of each image, empty where there are none
   * @param owner is closed with the stream
   */
  PairStream(
      Pair pair, PictureFit fit, Levels levels, List<String> classes, int[] labels, Closeable owner)
      throws IOException {
    this.columns = pair.images();
    this.fit = fit;
    this.shape = pair.shape(fit);
    this.levels = levels;
    this.count = pair.count();
    this.classes = classes;
    this.labels = labels;
    this.owner = owner;
    this.own = shape;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int height() {
    return shape.rows();
  }

  @Override
  public int width() {
    return shape.width();
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public Optional<ImageBatch> next(int most) throws IOException {
    int first = at;
    int taken = Math.min(most, count - first);
    if (taken == 0) {
      return Optional.empty();
    }
    byte[] pixels = new byte[Math.multiplyExact(taken, shape.size())];
    read(pixels, 0, taken);
    int[] own = labels.length == 0 ? labels : Arrays.copyOfRange(labels, first, first + taken);
    return Optional.of(new ImageBatch(first, height(), width(), pixels, own));
  }

  /** Reads the next images into an array of them, from a place on. */
  void read(byte[] pixels, int first, int images) throws IOException {
    int done = first;
    while (done < first + images) {
      while (left == 0) {
        nextColumn();
      }
      int some = Math.min(left, first + images - done);
      readSome(pixels, done, some);
      done += some;
      left -= some;
      at += some;
      if (left == 0) {
        cursor.end();
      }
    }
  }

  private void nextColumn() throws IOException {
    cursor.close();
    column++;
    cursor = columns.get(column).open();
    left = columns.get(column).count();
    own = ImageShape.of(columns.get(column), fit);
    item = new float[columns.get(column).size()];
    bytes = new byte[item.length];
  }

  private void readSome(byte[] pixels, int from, int images) throws IOException {
    Column now = columns.get(column);
    int size = shape.size();
    boolean asTheyAre = now.isBytes() && levels.areBytes();
    if (asTheyAre && own.isPlain()) {
      cursor.next(pixels, from * size, (from + images) * size);
      return;
    }
    for (int i = 0; i < images; i++) {
      int at = (from + i) * size;
      if (asTheyAre && own.maps() > 1) {
        cursor.next(bytes, 0, bytes.length);
        own.planes(bytes, pixels, at);
      } else {
        cursor.next(item);
        levels.convert(own.levels(item), now, now.count() - left + i, pixels, at);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (owner) {
      cursor.close();
    }
  }
}
