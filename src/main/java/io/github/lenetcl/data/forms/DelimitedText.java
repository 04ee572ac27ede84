package io.github.lenetcl.data.forms;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.Entry;
import io.github.lenetcl.data.Form;
import io.github.lenetcl.data.PictureFit;
import io.github.lenetcl.data.Piece;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Text with a line for each image and a field for each pixel, parted by commas, semicolons, tabs or
 * blanks: CSV with or without a header, the label first or last or not there, what USPS's zip.train
 * has. A header that names the label is obeyed. Without one the label is first, unless the first
 * field never changes, as a pixel in a corner does not.
 */
public final class DelimitedText implements Form {
  private static final Set<String> LABELS =
      Set.of("label", "labels", "class", "target", "y", "digit", "classlabel");
  private static final Set<String> NUMBERS =
      Set.of("", "id", "index", "imageid", "unnamed: 0", "filename", "usage");

  /** Fewer pixels than these are no picture. */
  private static final int LEAST_PIXELS = 16;

  private static final int MOST_FIELDS = 1 << 20;
  private static final int LOOKED_AT = 200;

  /** Makes the form; {@link java.util.ServiceLoader} calls this. */
  public DelimitedText() {}

  @Override
  public String name() {
    return "CSV";
  }

  @Override
  public Optional<List<Piece>> read(Entry entry, byte[] start, PictureFit fit) throws IOException {
    if (!Magic.isText(start)) {
      return Optional.empty();
    }
    Optional<TextTable.Layout> layout = layout(entry, fit);
    return layout.isEmpty()
        ? Optional.empty()
        : Optional.of(List.of(TextTable.read(entry, layout.get())));
  }

  private static Optional<TextTable.Layout> layout(Entry entry, PictureFit fit) throws IOException {
    List<String> header;
    List<String> line;
    int first;
    char delimiter;
    try (TextReader text = new TextReader(entry.open())) {
      if (!text.nextLine('#', '%')) {
        return Optional.empty();
      }
      first = text.line();
      String whole = text.readLine();
      delimiter = delimiter(whole);
      header = fields(whole, delimiter);
      line = header;
      if (header.stream().anyMatch(field -> !isNumber(field)) && text.nextLine('#', '%')) {
        line = fields(text.readLine(), delimiter);
        if (isHeader(header, line)) {
          first = first + 1;
        } else {
          line = header;
        }
      }
    }
    if (line.stream().filter(DelimitedText::isNumber).count() < LEAST_PIXELS) {
      return Optional.empty();
    }
    boolean named = line != header;
    if (named && header.size() != line.size()) {
      throw BadInputException.of(
          entry.name(), "number of fields", line.size(), header.size() + " as in its header");
    }
    boolean[] isPixel = new boolean[line.size()];
    java.util.Arrays.fill(isPixel, true);
    int label = -1;
    if (named) {
      for (int i = 0; i < isPixel.length; i++) {
        String name = header.get(i).toLowerCase(Locale.ROOT);
        if (label < 0 && LABELS.contains(name)) {
          label = i;
        }
        isPixel[i] = i != label && !NUMBERS.contains(name);
      }
    }
    TextTable.Layout found = layout(delimiter, first, isPixel, label);
    if (label < 0 && !isImage(found.pixels(), fit) && isImage(found.pixels() - 1, fit)) {
      int last = isPixel.length - 1;
      int guessed = isLast(entry, found) ? last : firstOf(isPixel);
      isPixel[guessed] = false;
      found = layout(delimiter, first, isPixel, guessed);
    }
    if (!isImage(found.pixels(), fit)) {
      throw BadInputException.of(
          entry.name(),
          "number of pixels",
          found.pixels(),
          (fit.maps() == 1
                  ? "a square number such as 784"
                  : fit.area() + ", as the network asks for")
              + ", and a label before them or behind");
    }
    return Optional.of(found);
  }

  private static TextTable.Layout layout(char delimiter, int first, boolean[] isPixel, int label) {
    return new TextTable.Layout(delimiter, first, isPixel.clone(), label, Optional.empty());
  }

  private static int firstOf(boolean[] isPixel) {
    int first = 0;
    while (!isPixel[first]) {
      first++;
    }
    return first;
  }

  /** Whether the first field never changes, and the last one does. */
  private static boolean isLast(Entry entry, TextTable.Layout layout) throws IOException {
    Set<String> firsts = new HashSet<>();
    Set<String> lasts = new HashSet<>();
    int begin = firstOf(layout.isPixel());
    try (TextReader text = new TextReader(entry.open())) {
      TextTable.skipTo(text, layout.first());
      for (int i = 0; i < LOOKED_AT && text.nextLine('#', '%'); i++) {
        List<String> fields = fields(text.readLine(), layout.delimiter());
        firsts.add(fields.get(Math.min(begin, fields.size() - 1)));
        lasts.add(fields.get(fields.size() - 1));
      }
    }
    return firsts.size() == 1 && lasts.size() > 1;
  }

  private static char delimiter(String line) {
    for (char each : new char[] {',', ';', '\t'}) {
      if (line.indexOf(each) >= 0) {
        return each;
      }
    }
    return ' ';
  }

  private static List<String> fields(String line, char delimiter) {
    String[] fields =
        delimiter == ' '
            ? line.split("\\s+", MOST_FIELDS)
            : line.split(java.util.regex.Pattern.quote("" + delimiter), MOST_FIELDS);
    List<String> stripped = new ArrayList<>();
    for (String field : fields) {
      stripped.add(field.strip().replaceAll("^[\"']|[\"']$", ""));
    }
    return stripped;
  }

  private static boolean isNumber(String field) {
    try {
      Float.parseFloat(field);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** A header has words where the line below it has numbers, and not only in one field. */
  private static boolean isHeader(List<String> header, List<String> line) {
    long words = header.stream().filter(field -> !isNumber(field)).count();
    long below = line.stream().filter(field -> !isNumber(field)).count();
    return words > below + 1;
  }

  private static boolean isImage(int count, PictureFit fit) {
    int side = (int) Math.round(Math.sqrt(count));
    return side * side == count || count == fit.area();
  }
}
