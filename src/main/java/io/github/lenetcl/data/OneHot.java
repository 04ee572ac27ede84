package io.github.lenetcl.data;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Labels that are kept as a row of zeros with a one at the class, as Keras' to_categorical makes
 * them.
 *
 * @param rows a row for each label
 */
record OneHot(Column rows) implements Column {
  private static final int MOST_CLASSES = 1024;

  /** What arrays of labels are called, before or behind the word for what they are for. */
  private static final Pattern LABELS =
      Pattern.compile(
          "(^|[^a-z])(y|labels?|lbls?|targets?)([^a-z]|$)|^y(train|test|val)|(train|test|val)y$");

  /** {@return a piece as it is, or as labels if it is called so and holds rows of numbers} */
  static Piece of(Piece piece) {
    Column column = piece.values();
    boolean rows = column.shape().length == 1 && column.size() > 1 && column.size() <= MOST_CLASSES;
    boolean labels = piece.labels().isEmpty() && rows && isCalledLabels(piece.path());
    return labels ? new Piece(piece.path(), new OneHot(column)) : piece;
  }

  private static boolean isCalledLabels(String path) {
    String last = path.toLowerCase(Locale.ROOT).replaceFirst(".*/", "");
    return LABELS.matcher(last.replaceFirst("\\.[a-z0-9]+$", "")).find();
  }

  @Override
  public String name() {
    return rows.name();
  }

  @Override
  public int count() {
    return rows.count();
  }

  @Override
  public int[] shape() {
    return new int[0];
  }

  @Override
  public Cursor open() throws IOException {
    return new Labels(rows.open(), name(), new float[rows.size()]);
  }

  /** Reads the place of the one in each row. */
  private record Labels(Cursor cursor, String name, float[] row) implements Cursor {

    @Override
    public void next(float[] item) throws IOException {
      cursor.next(row);
      int found = -1;
      for (int i = 0; i < row.length; i++) {
        if (row[i] != 0) {
          if (row[i] != 1 || found >= 0) {
            throw refusal();
          }
          found = i;
        }
      }
      if (found < 0) {
        throw refusal();
      }
      item[0] = found;
    }

    private BadInputException refusal() {
      String wanted = "a number for each image, or a row of zeros with a one at its class";
      return BadInputException.of(name, "labels", "rows of " + row.length + " numbers", wanted);
    }

    @Override
    public void end() throws IOException {
      cursor.end();
    }

    @Override
    public void close() throws IOException {
      cursor.close();
    }
  }
}
