package io.github.lenetcl.data.forms;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.Entry;
import io.github.lenetcl.data.Form;
import io.github.lenetcl.data.PictureFit;
import io.github.lenetcl.data.Piece;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Weka's attribute-relation format, as OpenML keeps MNIST: numbers are pixels, and the one
 * attribute that lists its values is the label.
 */
public final class Arff implements Form {
  private static final Pattern BEGINNING =
      Pattern.compile(
          "(\\s*%[^\\n]*\\n|\\s)*@relation\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "@attribute\\s+('[^']*'|\"[^\"]*\"|\\S+)\\s+(\\{(.*)\\}|\\S+).*",
          Pattern.CASE_INSENSITIVE);

  /** Makes the form; {@link java.util.ServiceLoader} calls this. */
  public Arff() {}

  @Override
  public String name() {
    return "ARFF";
  }

  @Override
  public Optional<List<Piece>> read(Entry entry, byte[] start, PictureFit fit) throws IOException {
    String beginning = new String(start, StandardCharsets.ISO_8859_1);
    if (!Magic.isText(start) || !BEGINNING.matcher(beginning).matches()) {
      return Optional.empty();
    }
    List<Boolean> pixels = new ArrayList<>();
    int label = -1;
    Optional<List<String>> names = Optional.empty();
    try (TextReader text = new TextReader(entry.open())) {
      while (text.nextLine('%')) {
        int number = text.line();
        text.readField('\n');
        String line = text.field();
        text.skipLine();
        Matcher attribute = ATTRIBUTE.matcher(line);
        if (attribute.matches()) {
          boolean nominal = attribute.group(3) != null;
          if (nominal) {
            label = pixels.size();
            names = Optional.of(names(attribute.group(3)));
          }
          pixels.add(!nominal && attribute.group(2).matches("(?i)real|numeric|integer"));
        } else if (line.equalsIgnoreCase("@data")) {
          boolean sparse = text.nextLine('%') && text.skip('{');
          if (sparse) {
            throw BadInputException.of(
                entry.name(), "line " + text.line(), "sparse", "all values of each line");
          }
          return Optional.of(
              List.of(TextTable.read(entry, layout(number + 1, pixels, label, names))));
        }
      }
    }
    throw BadInputException.of(entry.name(), "content", "no @data", "@data and lines of values");
  }

  private static TextTable.Layout layout(
      int first, List<Boolean> pixels, int label, Optional<List<String>> names) {
    boolean[] isPixel = new boolean[pixels.size()];
    for (int i = 0; i < isPixel.length; i++) {
      isPixel[i] = pixels.get(i);
    }
    return new TextTable.Layout(',', first, isPixel, label, names);
  }

  private static List<String> names(String list) {
    return Stream.of(list.split(","))
        .map(name -> name.strip().replaceAll("^[\"']|[\"']$", ""))
        .toList();
  }
}
