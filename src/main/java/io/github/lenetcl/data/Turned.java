package io.github.lenetcl.data;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Images that are stored column by column, turned upright: those of EMNIST, and of MATLAB.
 *
 * @param column the images as they are stored
 */
record Turned(Column column) implements Column {

  @Override
  public String name() {
    return column.name();
  }

  @Override
  public int count() {
    return column.count();
  }

  /** A square side by side; flat pixels stay flat. */
  @Override
  public int[] shape() {
    int[] shape = column.shape();
    return shape.length == 2 ? new int[] {shape[1], shape[0]} : shape;
  }

  @Override
  public boolean isBytes() {
    return column.isBytes();
  }

  @Override
  public Optional<List<String>> names() {
    return column.names();
  }

  @Override
  public Cursor open() throws IOException {
    ImageShape stored = ImageShape.of(column, PictureFit.DIGITS);
    int rows = stored.height();
    int columns = stored.width();
    Cursor cursor = column.open();
    return new Cursor() {
      private final float[] item = new float[rows * columns];
      private final byte[] bytes = new byte[rows * columns];

      @Override
      public void next(float[] target) throws IOException {
        cursor.next(item);
        for (int i = 0; i < item.length; i++) {
          target[i % columns * rows + i / columns] = item[i];
        }
      }

      @Override
      public void next(byte[] target, int from, int to) throws IOException {
        for (int at = from; at < to; at += bytes.length) {
          cursor.next(bytes, 0, bytes.length);
          for (int i = 0; i < bytes.length; i++) {
            target[at + i % columns * rows + i / columns] = bytes[i];
          }
        }
      }

      @Override
      public void end() throws IOException {
        cursor.end();
      }

      @Override
      public void close() throws IOException {
        cursor.close();
      }
    };
  }
}
