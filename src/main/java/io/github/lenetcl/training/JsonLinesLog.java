package io.github.lenetcl.training;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes a line with a JSON object for each pass, as {@link CsvLog} writes values; what a run does
 * not have is null.
 */
public final class JsonLinesLog extends LineLog {

  private static final Pattern PASS = Pattern.compile("^\\{\"pass\":(\\d+),.*}$");

  /**
   * A log; nothing is written before the run begins.
   *
   * @param file the file, in a folder that is there
   */
  public JsonLinesLog(Path file) {
    super(file);
  }

  @Override
  List<String> head() {
    return List.of();
  }

  @Override
  String kept(String line) {
    return line;
  }

  @Override
  String passOf(String line) {
    Matcher matcher = PASS.matcher(line);
    return matcher.matches() ? matcher.group(1) : "";
  }

  @Override
  String line(PassResult result, double rate) {
    return PassColumns.of(result, rate).entrySet().stream()
        .map(entry -> "\"" + entry.getKey() + "\":" + number(entry.getValue().orElse("null")))
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** JSON has no infinity. */
  private static String number(String text) {
    return text.equals("NaN") || text.endsWith("Infinity") ? "null" : text;
  }
}
