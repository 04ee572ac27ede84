package io.github.lenetcl.data.forms;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.Column;
import io.github.lenetcl.data.Cursor;
import io.github.lenetcl.data.Entry;
import io.github.lenetcl.data.Piece;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Lines of fields of which some are pixels and one may be a label.
 *
 * @param entry the file
 * @param layout what the fields are
 * @param count how many lines there are
 */
record TextTable(Entry entry, Layout layout, int count) implements Column {
  private static final char[] COMMENTS = {'#', '%'};

  /**
   * What the fields of a line are.
   *
   * @param delimiter what stands between fields; a blank for any number of blanks
   * @param first the number of the first line of data, from 1
   * @param isPixel for each field whether it is a pixel
   * @param label which field is the label, or −1
   * @param names the names of the classes, where the file has them
   */
  record Layout(
      char delimiter, int first, boolean[] isPixel, int label, Optional<List<String>> names) {

    int pixels() {
      int count = 0;
      for (boolean pixel : isPixel) {
        count += pixel ? 1 : 0;
      }
      return count;
    }
  }

  @Override
  public String name() {
    return entry.name();
  }

  @Override
  public int[] shape() {
    return new int[] {layout.pixels()};
  }

  /** Reads the labels, and finds out how many lines there are. */
  static Piece read(Entry entry, Layout layout) throws IOException {
    LabelNames labels = new LabelNames();
    int count = 0;
    try (TextReader text = new TextReader(entry.open())) {
      skipTo(text, layout.first);
      while (text.nextLine(COMMENTS)) {
        if (layout.label >= 0) {
          for (int i = 0; i < layout.label; i++) {
            text.skipField(layout.delimiter);
            next(text, layout.delimiter);
          }
          text.readField(layout.delimiter);
          labels.add(text.field());
        }
        text.skipLine();
        count++;
      }
    }
    TextTable table = new TextTable(entry, layout, count);
    if (layout.label < 0) {
      return new Piece(entry.path(), table);
    }
    Column column =
        layout.names.isPresent()
            ? labels.column(entry.name(), layout.names.get())
            : labels.column(entry.name());
    return new Piece(entry.path(), table, Optional.of(column));
  }

  static void skipTo(TextReader text, int line) throws IOException {
    while (text.line() < line && !text.atEnd()) {
      text.skipLine();
    }
  }

  /** Goes behind a delimiter. */
  static boolean next(TextReader text, char delimiter) throws IOException {
    if (delimiter == ' ') {
      text.skipBlanks();
      return !text.atEndOfLine();
    }
    return text.skip(delimiter);
  }

  @Override
  public Cursor open() throws IOException {
    TextReader text = new TextReader(entry.open());
    skipTo(text, layout.first);
    return new Rows(text);
  }

  private final class Rows implements Cursor {
    private final TextReader text;

    Rows(TextReader text) {
      this.text = text;
    }

    @Override
    public void next(float[] item) throws IOException {
      text.nextLine(COMMENTS);
      int line = text.line();
      int pixel = 0;
      int fields = 0;
      boolean more = true;
      while (more && fields < layout.isPixel.length) {
        if (layout.isPixel[fields]) {
          int plain = text.readPlain(layout.delimiter);
          if (plain < 0) {
            text.readField(layout.delimiter);
          }
          item[pixel++] = plain < 0 ? number(line, fields) : plain;
        } else {
          text.skipField(layout.delimiter);
        }
        fields++;
        more = TextTable.next(text, layout.delimiter);
      }
      if (fields < layout.isPixel.length || more && !text.atEndOfLine()) {
        throw BadInputException.of(
            name() + ": line " + line,
            "number of fields",
            more ? "more than " + fields : fields,
            layout.isPixel.length);
      }
      text.skipLine();
    }

    private float number(int line, int index) throws BadInputException {
      try {
        return text.number();
      } catch (NumberFormatException e) {
        throw BadInputException.of(
            name() + ": line " + line,
            "field " + (index + 1),
            "'" + text.field() + "'",
            "a number");
      }
    }

    @Override
    public void close() throws IOException {
      text.close();
    }
  }
}
