package io.github.lenetcl.data.forms;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.Column;
import io.github.lenetcl.data.Cursor;
import io.github.lenetcl.data.Entry;
import io.github.lenetcl.data.Form;
import io.github.lenetcl.data.PictureFit;
import io.github.lenetcl.data.Piece;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * libsvm's text: a label, and behind it {@code index:value} for each number that is not 0, indices
 * from 1. The size of the images is not told: it is that which a network of several maps asks for,
 * or the least usual square that holds the largest index.
 */
public final class Libsvm implements Form {
  private static final Pattern BEGINNING =
      Pattern.compile("[^\\s:,]+([ \\t]+\\d+:[-+0-9.eE]+)+\\s.*", Pattern.DOTALL);
  private static final int[] SIDES = {8, 16, 20, 28, 32, 64, 128};
  private static final int MOST_INDEX = 128 * 128;

  /** Makes the form; {@link java.util.ServiceLoader} calls this. */
  public Libsvm() {}

  @Override
  public String name() {
    return "libsvm";
  }

  @Override
  public Optional<List<Piece>> read(Entry entry, byte[] start, PictureFit fit) throws IOException {
    String beginning = new String(start, StandardCharsets.ISO_8859_1);
    if (!Magic.isText(start) || !BEGINNING.matcher(beginning).matches()) {
      return Optional.empty();
    }
    LabelNames labels = new LabelNames();
    int count = 0;
    int largest = 0;
    try (Lines lines = new Lines(entry)) {
      while (lines.next()) {
        labels.add(lines.label());
        largest = Math.max(largest, lines.largestIndex());
        count++;
      }
    }
    int size = fit.maps() > 1 && largest <= fit.area() ? fit.area() : size(entry, largest);
    Column images = new Images(entry, count, size);
    return Optional.of(
        List.of(new Piece(entry.path(), images, Optional.of(labels.column(entry.name())))));
  }

  private static int size(Entry entry, int largest) throws BadInputException {
    for (int side : SIDES) {
      if (side * side >= largest) {
        return side * side;
      }
    }
    throw BadInputException.of(entry.name(), "largest index", largest, "at most " + MOST_INDEX);
  }

  private record Images(Entry entry, int count, int pixels) implements Column {

    @Override
    public String name() {
      return entry.name();
    }

    @Override
    public int[] shape() {
      return new int[] {pixels};
    }

    @Override
    public Cursor open() throws IOException {
      Lines lines = new Lines(entry);
      return new Cursor() {
        @Override
        public void next(float[] item) throws IOException {
          lines.next();
          lines.label();
          lines.values(item);
        }

        @Override
        public void close() throws IOException {
          lines.close();
        }
      };
    }
  }

  /** The lines of a file. */
  private static final class Lines implements java.io.Closeable {
    private final Entry entry;
    private final TextReader text;
    private final float[] all = new float[MOST_INDEX];

    Lines(Entry entry) throws IOException {
      this.entry = entry;
      text = new TextReader(entry.open());
    }

    boolean next() throws IOException {
      return text.nextLine('#');
    }

    String label() throws IOException {
      text.readField(' ');
      return text.field();
    }

    int largestIndex() throws IOException {
      return values(all);
    }

    /** Reads the rest of the line; returns the largest index. */
    int values(float[] item) throws IOException {
      Arrays.fill(item, 0);
      int largest = 0;
      text.skipBlanks();
      while (!text.atEndOfLine()) {
        text.readField(':');
        int index = (int) number("an index");
        if (!text.skip(':') || index < 1 || index > item.length) {
          throw BadInputException.of(
              entry.name() + ": line " + text.line(),
              "index",
              "'" + text.field() + "'",
              "1 to " + item.length + " and a colon");
        }
        text.readField(' ');
        item[index - 1] = number("a value");
        largest = Math.max(largest, index);
        text.skipBlanks();
      }
      text.skipLine();
      return largest;
    }

    private float number(String what) throws BadInputException {
      try {
        return text.number();
      } catch (NumberFormatException e) {
        throw BadInputException.of(
            entry.name() + ": line " + text.line(), what, "'" + text.field() + "'", "a number");
      }
    }

    @Override
    public void close() throws IOException {
      text.close();
    }
  }
}
