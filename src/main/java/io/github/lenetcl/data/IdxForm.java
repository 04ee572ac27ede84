package io.github.lenetcl.data;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * IDX, of any type of numbers: images, labels, and the labels of QMNIST, a row of eight numbers of
 * which the first is the class. Images in files that are called emnist… are stored column by column
 * as EMNIST's are, and turned upright.
 */
public final class IdxForm implements Form {
  private static final System.Logger LOG = System.getLogger(IdxForm.class.getName());
  private static final int QMNIST = 8;

  /** Makes the form; {@link java.util.ServiceLoader} calls this. */
  public IdxForm() {}

  @Override
  public String name() {
    return "IDX";
  }

  @Override
  public Optional<List<Piece>> read(Entry entry, byte[] start, PictureFit fit) throws IOException {
    if (!IdxHeader.isLikely(start)) {
      return Optional.empty();
    }
    IdxHeader header;
    try (ByteSource source = entry.open()) {
      header = IdxHeader.of(source);
    }
    Column column = new IdxColumn(entry, header);
    if (isTurned(entry) && column.shape().length == 2) {
      LOG.log(System.Logger.Level.INFO, "{0}: turned upright, as EMNIST wants", entry.name());
      column = new Turned(column);
    }
    return Optional.of(List.of(new Piece(entry.path(), column)));
  }

  /** {@return whether images of a file are stored column by column, as its name tells} */
  static boolean isTurned(Entry entry) {
    return entry.fileName().toLowerCase(Locale.ROOT).startsWith("emnist");
  }

  /** The items of an IDX file. */
  record IdxColumn(Entry entry, IdxHeader header) implements Column {

    @Override
    public String name() {
      return entry.name();
    }

    @Override
    public int count() {
      return header.count();
    }

    @Override
    public int[] shape() {
      int[] own = header.item();
      boolean first = own.length == 1 && own[0] == QMNIST && !isBytes();
      return first ? new int[0] : own;
    }

    @Override
    public boolean isBytes() {
      return header.type() == NumberType.UNSIGNED_BYTE;
    }

    @Override
    public Cursor open() throws IOException {
      ByteSource source = entry.open();
      try {
        IdxHeader again = IdxHeader.of(source);
        int stored = again.size();
        StoredNumbers numbers =
            new StoredNumbers(
                source, again.type(), ByteOrder.BIG_ENDIAN, again.count(), again.size());
        return stored == size() ? numbers : new FirstOf(numbers, stored);
      } catch (IOException e) {
        source.close();
        throw e;
      }
    }
  }

  /** The first number of every row. */
  private record FirstOf(Cursor rows, float[] row) implements Cursor {
    FirstOf(Cursor rows, int length) {
      this(rows, new float[length]);
    }

    @Override
    public void next(float[] item) throws IOException {
      rows.next(row);
      item[0] = row[0];
    }

    @Override
    public void end() throws IOException {
      rows.end();
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
