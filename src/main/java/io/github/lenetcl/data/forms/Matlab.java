package io.github.lenetcl.data.forms;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.Column;
import io.github.lenetcl.data.Cursor;
import io.github.lenetcl.data.Entry;
import io.github.lenetcl.data.Form;
import io.github.lenetcl.data.PictureFit;
import io.github.lenetcl.data.Piece;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Struct;

/**
 * MATLAB's .mat of level 5, by mfl-core: matrices by their names, also in structures; a matrix for
 * each digit (train0 … test9); EMNIST's structure {@code dataset}, whose images are stored column
 * by column. Labels 1 to 10 mean what they do in MATLAB, where nothing is numbered 0: 10 is the
 * digit 0. All of a file is in memory while it is read.
 */
public final class Matlab implements Form {
  private static final Pattern OF_A_DIGIT = Pattern.compile("(train|test)(\\d)");
  private static final Set<Integer> USUAL = Set.of(64, 256, 400, 784, 1024, 4096);
  private static final String EMNIST = "dataset";

  /** Makes the form; {@link java.util.ServiceLoader} calls this. */
  public Matlab() {}

  @Override
  public String name() {
    return "MATLAB";
  }

  @Override
  public Optional<List<Piece>> read(Entry entry, byte[] start, PictureFit fit) throws IOException {
    if (!Magic.isAt(start, 0, "MATLAB 5.0")) {
      return Optional.empty();
    }
    List<Piece> pieces = new ArrayList<>();
    try (Patience patience = new Patience(entry, Patience.USUAL)) {
      // Not closed, which would take the numbers away: it is in memory alone.
      MatFile file = patience.await(() -> Mat5.readFromFile(entry.file().toFile()));
      for (MatFile.Entry each : file.getEntries()) {
        add(entry, each.getName(), each.getValue(), pieces);
      }
    } catch (BadInputException | InterruptedIOException e) {
      throw e;
    } catch (IOException | RuntimeException | VirtualMachineError | AssertionError e) {
      throw BadInputException.unreadable(entry.name(), ".mat", e);
    }
    return Optional.of(pieces);
  }

  private static void add(Entry entry, String path, Array value, List<Piece> pieces) {
    if (value instanceof Struct struct && struct.getNumElements() == 1) {
      for (String field : struct.getFieldNames()) {
        add(entry, path + "/" + field, struct.get(field), pieces);
      }
    } else if (value instanceof Matrix matrix && matrix.getNumElements() > 1) {
      Matcher digit = OF_A_DIGIT.matcher(path);
      if (digit.matches()) {
        // Numbered like the files of one set, so that they become one.
        String numbered = entry.path() + "/" + digit.group(1) + "/0" + digit.group(2);
        Numbers images = Numbers.of(entry, path, matrix);
        int[] labels = new int[images.count()];
        Arrays.fill(labels, Integer.parseInt(digit.group(2)));
        Column column = new LabelNames.Labels(images.name(), labels, Optional.empty());
        pieces.add(new Piece(numbered, images, Optional.of(column)));
      } else if (!path.equals(EMNIST + "/mapping")) {
        Numbers numbers = Numbers.of(entry, path, matrix);
        pieces.add(
            new Piece(entry.path() + "/" + path, numbers.size() == 1 ? labels(numbers) : numbers));
      }
    }
  }

  private static Column labels(Numbers numbers) {
    int[] labels = new int[numbers.count()];
    for (int i = 0; i < labels.length; i++) {
      float value = numbers.matrix().getFloat(i);
      if (value != (int) value) {
        return numbers;
      }
      labels[i] = (int) value;
    }
    boolean fromOne = Arrays.stream(labels).allMatch(label -> label >= 1 && label <= 10);
    if (fromOne && Arrays.stream(labels).anyMatch(label -> label == 10)) {
      labels = Arrays.stream(labels).map(label -> label % 10).toArray();
    }
    return new LabelNames.Labels(numbers.name(), labels, Optional.empty());
  }

  /**
   * A matrix as items.
   *
   * @param name what messages call it
   * @param matrix the numbers, the first index running fastest
   * @param count how many items there are
   * @param shape the size of each
   * @param first whether the first index counts the items, not the last one
   * @param turned whether the numbers of an item are an image column by column
   */
  private record Numbers(
      String name, Matrix matrix, int count, int[] shape, boolean first, boolean turned)
      implements Column {

    static Numbers of(Entry entry, String path, Matrix matrix) {
      int[] sizes = matrix.getDimensions();
      boolean turned = path.startsWith(EMNIST + "/");
      boolean first = isFirst(sizes);
      int last = sizes.length - 1;
      int[] shape = first ? Arrays.copyOfRange(sizes, 1, sizes.length) : Arrays.copyOf(sizes, last);
      if (shape.length == 1 && shape[0] == 1) {
        shape = new int[0];
      }
      String name = entry.name() + ": " + path.replace('/', '.');
      return new Numbers(name, matrix, first ? sizes[0] : sizes[last], shape, first, turned);
    }

    private static boolean isFirst(int... sizes) {
      if (sizes.length > 2) {
        return sizes[1] == sizes[2] && sizes[0] != sizes[1];
      }
      return sizes[1] == 1
          || USUAL.contains(sizes[1]) && !USUAL.contains(sizes[0])
          || sizes[0] != 1 && !USUAL.contains(sizes[0]);
    }

    @Override
    public Cursor open() {
      int size = size();
      int[] place = ColumnsFirst.places(shape);
      int side = (int) Math.round(Math.sqrt(size));
      if (turned && shape.length == 1) {
        place = ColumnsFirst.places(side, side);
      }
      int[] order = place;
      return new Cursor() {
        private int at;

        @Override
        public void next(float[] item) {
          for (int i = 0; i < size; i++) {
            item[i] = matrix.getFloat(first ? at + count * order[i] : order[i] + size * at);
          }
          at++;
        }
      };
    }
  }
}
