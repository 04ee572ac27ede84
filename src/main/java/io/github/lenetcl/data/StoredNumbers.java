package io.github.lenetcl.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads items whose numbers are stored one after another, in the items' own order. */
public final class StoredNumbers implements Cursor {
  private final ByteSource source;
  private final NumberType type;
  private final long wanted;
  private final ByteBuffer item;
  private long done;

  /**
   * Begins to read.
   *
   * @param source the bytes from the first number on; closed with this
   * @param type how a number is stored
   * @param order the order of a number's bytes
   * @param column whose items they are
   */
  public StoredNumbers(ByteSource source, NumberType type, ByteOrder order, Column column) {
    this(source, type, order, column.count(), column.size());
  }

  StoredNumbers(ByteSource source, NumberType type, ByteOrder order, int count, int size) {
    this.source = source;
    this.type = type;
    this.wanted = (long) count * size * type.bytes();
    this.item = ByteBuffer.allocate(Math.multiplyExact(size, type.bytes())).order(order);
  }

  @Override
  public void next(float[] target) throws IOException {
    next(item.array(), 0, item.capacity());
    for (int i = 0; i < target.length; i++) {
      target[i] = type.get(item, i * type.bytes());
    }
  }

  @Override
  public void next(byte[] items, int from, int to) throws IOException {
    int got = source.read(items, from, to);
    done += got;
    if (got < to - from) {
      throw source.tooShort(wanted, "" + done);
    }
  }

  @Override
  public void end() throws IOException {
    source.requireEnd(wanted / type.bytes());
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
