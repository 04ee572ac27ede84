package io.github.lenetcl.data.forms;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.Column;
import io.github.lenetcl.data.Cursor;
import io.github.lenetcl.data.Entry;
import io.github.lenetcl.data.Form;
import io.github.lenetcl.data.PictureFit;
import io.github.lenetcl.data.Piece;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * HDF5, as h5py and MATLAB 7.3 write it: every data set of numbers in any group, by jhdf. Arrays of
 * MATLAB are there with their dimensions turned round, so that images come one after another.
 */
public final class Hdf5 implements Form {
  private static final byte[] MAGIC = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  /** Where the file begins behind a text of its maker's, as MATLAB writes one. */
  private static final int USER_BLOCK = 512;

  /** Makes the form; {@link java.util.ServiceLoader} calls this. */
  public Hdf5() {}

  @Override
  public String name() {
    return "HDF5";
  }

  @Override
  public Optional<List<Piece>> read(Entry entry, byte[] start, PictureFit fit) throws IOException {
    if (!Magic.isAt(start, 0, MAGIC) && !Magic.isAt(start, USER_BLOCK, MAGIC)) {
      return Optional.empty();
    }
    boolean matlab = Magic.isAt(start, 0, "MATLAB");
    try (Patience patience = new Patience(entry, Patience.USUAL)) {
      return Optional.of(patience.await(() -> pieces(entry, matlab)));
    } catch (RuntimeException | VirtualMachineError | AssertionError e) {
      throw unreadable(entry, e);
    }
  }

  private static List<Piece> pieces(Entry entry, boolean matlab) throws IOException {
    try (HdfFile file = new HdfFile(entry.file())) {
      List<Piece> pieces = new ArrayList<>();
      add(file, entry, matlab, pieces);
      return pieces;
    }
  }

  private static BadInputException unreadable(Entry entry, Throwable e) {
    String line = BadInputException.unreadable(entry.name(), "HDF5", e).getMessage();
    return new BadInputException(line + "; h5py writes one that is with libver=\"earliest\"", e);
  }

  private static void add(Group group, Entry entry, boolean matlab, List<Piece> pieces) {
    for (Node node : group.getChildren().values()) {
      if (node instanceof Group inner && !inner.getName().startsWith("#")) {
        add(inner, entry, matlab, pieces);
      } else if (node instanceof Dataset data && isNumbers(data)) {
        int[] sizes = Arrays.stream(data.getDimensions()).toArray();
        if (sizes.length > 0 && Arrays.stream(sizes).allMatch(size -> size > 0)) {
          column(entry, data, sizes, matlab)
              .ifPresent(column -> pieces.add(new Piece(entry.path() + data.getPath(), column)));
        }
      }
    }
  }

  private static boolean isNumbers(Dataset data) {
    Class<?> type = data.getJavaType();
    return !data.isCompound() && !data.isVariableLength() && type.isPrimitive();
  }

  private static Optional<Column> column(Entry entry, Dataset data, int[] sizes, boolean matlab) {
    int count = sizes[0];
    int[] shape = Arrays.copyOfRange(sizes, 1, sizes.length);
    if (shape.length == 1 && shape[0] == 1) {
      shape = new int[0];
    } else if (matlab && shape.length == 1 && count == 1) {
      count = shape[0];
      shape = new int[0];
    }
    return Optional.of(new Numbers(entry, data.getPath(), count, shape, sizes, matlab));
  }

  /**
   * A data set as items.
   *
   * @param entry the file
   * @param path the data set's place in it
   * @param count how many items there are
   * @param shape the size of each
   * @param sizes the data set's own dimensions
   * @param turned whether images are stored column by column
   */
  private record Numbers(
      Entry entry, String path, int count, int[] shape, int[] sizes, boolean turned)
      implements Column {
    /** This many numbers are read at once, since data are packed in pieces of about as many. */
    private static final int AT_ONCE = 1 << 20;

    @Override
    public String name() {
      return entry.name() + ": " + path.substring(1);
    }

    @Override
    public int[] shape() {
      return turned && shape.length == 2 ? new int[] {shape[1], shape[0]} : shape;
    }

    @Override
    public Cursor open() throws IOException {
      try {
        HdfFile file = new HdfFile(entry.file());
        try {
          return new Rows(file, file.getDatasetByPath(path));
        } catch (RuntimeException | Error e) {
          file.close();
          throw e;
        }
      } catch (RuntimeException | VirtualMachineError | AssertionError e) {
        throw unreadable(entry, e);
      }
    }

    private final class Rows implements Cursor {
      private final HdfFile file;
      private final Dataset data;
      private final int size = size();
      private final float[] block;
      private final int[] place = turned && shape.length == 2 ? turned() : inOrder();
      private int at;
      private int left;

      Rows(HdfFile file, Dataset data) {
        this.file = file;
        this.data = data;
        int items = Math.max(1, Math.min(count, AT_ONCE / size));
        block = new float[Math.multiplyExact(items, size)];
      }

      private int[] inOrder() {
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        return order;
      }

      private int[] turned() {
        int rows = shape[1];
        int columns = shape[0];
        int[] order = new int[size];
        Arrays.setAll(order, i -> i % columns * rows + i / columns);
        return order;
      }

      @Override
      public void next(float[] item) throws IOException {
        if (left == 0) {
          read();
        }
        int from = block.length - left * size;
        for (int i = 0; i < size; i++) {
          item[i] = block[from + place[i]];
        }
        left--;
        at++;
      }

      /** Reads the next items to the end of the block. */
      private void read() throws IOException {
        left = Math.min(count - at, block.length / size);
        long[] from = new long[sizes.length];
        int[] extent = sizes.clone();
        int along = sizes[0] == count ? 0 : 1;
        from[along] = at;
        extent[along] = left;
        try {
          int filled = flatten(data.getData(from, extent), block.length - left * size);
          if (filled != block.length) {
            throw BadInputException.of(name(), "number of values", filled, block.length);
          }
        } catch (RuntimeException | VirtualMachineError | AssertionError e) {
          throw unreadable(entry, e);
        }
      }

      private int flatten(Object numbers, int to) {
        int end = to;
        if (numbers instanceof Object[] rows) {
          for (Object row : rows) {
            end = flatten(row, end);
          }
        } else if (numbers instanceof int[] values) {
          for (int value : values) {
            block[end++] = value;
          }
        } else if (numbers instanceof float[] values) {
          for (float value : values) {
            block[end++] = value;
          }
        } else {
          for (int i = 0; i < java.lang.reflect.Array.getLength(numbers); i++) {
            Object value = java.lang.reflect.Array.get(numbers, i);
            block[end++] = value instanceof Boolean b ? (b ? 1 : 0) : ((Number) value).floatValue();
          }
        }
        return end;
      }

      @Override
      public void close() {
        file.close();
      }
    }
  }
}
