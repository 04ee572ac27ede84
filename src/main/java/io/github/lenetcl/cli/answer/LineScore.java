package io.github.lenetcl.cli.answer;

import io.github.lenetcl.cli.terminal.EscapingWriter;
import io.github.lenetcl.cli.terminal.TextTable;
import io.github.lenetcl.evaluation.RejectionCurve;
import io.github.lenetcl.reading.Reading;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many of labelled lines are misread. A line that is not read, or whose picture cannot be
 * opened, is misread, and each of its digits is.
 *
 * @param lines the lines that were read
 * @param texts what they say
 * @param named whether symbols have names of several letters, with blanks between them
 */
record LineScore(List<ReadResult> lines, List<String> texts, boolean named) {

  /** So many of the most confident wrong readings are told. */
  private static final int WORST = 20;

  private static final int[] REJECTED = {0, 1, 2, 5, 10, 20, 30, 50};

  /** Returns how many lines are misread. */
  long wrongNumbers() {
    return IntStream.range(0, texts.size()).filter(this::isWrong).count();
  }

  private boolean isWrong(int line) {
    return !lines.get(line).reading().text().equals(texts.get(line));
  }

  /** Returns how many symbols have to be changed, added or taken away in all. */
  long wrongDigits() {
    return IntStream.range(0, texts.size())
        .mapToLong(i -> distance(symbols(lines.get(i).reading().text()), symbols(texts.get(i))))
        .sum();
  }

  private long digits() {
    return texts.stream().mapToLong(text -> symbols(text).size()).sum();
  }

  private List<String> symbols(String text) {
    return symbols(text, named);
  }

  /** The symbols of a text: its names, or its characters. */
  static List<String> symbols(String text, boolean named) {
    return named
        ? Stream.of(text.split(" ")).filter(name -> !name.isEmpty()).toList()
        : text.codePoints().mapToObj(Character::toString).toList();
  }

  /** The edit distance of two texts (Levenshtein 1965). */
  static int distance(List<String> one, List<String> other) {
    int[] costs = IntStream.rangeClosed(0, other.size()).toArray();
    for (int i = 1; i <= one.size(); i++) {
      int diagonal = costs[0];
      costs[0] = i;
      for (int k = 1; k <= other.size(); k++) {
        int change = diagonal + (one.get(i - 1).equals(other.get(k - 1)) ? 0 : 1);
        diagonal = costs[k];
        costs[k] = Math.min(change, 1 + Math.min(costs[k - 1], costs[k]));
      }
    }
    return costs[other.size()];
  }

  /** Returns the misread lines, those first of which the reader was surest. */
  List<Integer> misread() {
    return IntStream.range(0, texts.size())
        .filter(this::isWrong)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -lines.get(i).reading().confidence()))
        .toList();
  }

  /** Returns the first of them. */
  List<Integer> worst() {
    return misread().stream().limit(WORST).toList();
  }

  private RejectionCurve curve() {
    return RejectionCurve.of(
        lines.stream().map(line -> -line.reading().confidence()).toList(),
        IntStream.range(0, texts.size()).mapToObj(this::isWrong).toList());
  }

  /** Prints all of it for people. */
  void print(PrintWriter out) {
    TextTable table = new TextTable();
    table.row("rejected (%)", "wrong of the others (%)");
    for (int rejected : REJECTED) {
      table.row(rejected, format("%.2f", 100 * curve().errorAt(rejected / 100.0)));
    }
    table.print(out);
    out.println();
    for (int i : worst()) {
      Reading reading = lines.get(i).reading();
      out.println(
          format(
              "%s: %s, not %s, confidence %.3f",
              EscapingWriter.escaped(lines.get(i).line().image()),
              lines.get(i).unread().orElse(reading.text()),
              EscapingWriter.escaped(texts.get(i)),
              reading.confidence()));
    }
    out.println(
        format(
            "wrong numbers %d of %d (%.2f %%), wrong digits %d of %d (%.2f %%)",
            wrongNumbers(),
            texts.size(),
            100.0 * wrongNumbers() / texts.size(),
            wrongDigits(),
            digits(),
            100.0 * wrongDigits() / digits()));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** Returns all of it for programs. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("lines", texts.size());
    json.put("wrongNumbers", wrongNumbers());
    json.put("digits", digits());
    json.put("wrongDigits", wrongDigits());
    List<Map<String, Object>> rejection = new ArrayList<>();
    for (int rejected : REJECTED) {
      rejection.add(
          Map.of("rejected", rejected / 100.0, "error", curve().errorAt(rejected / 100.0)));
    }
    json.put("rejection", rejection);
    List<Map<String, Object>> worst = new ArrayList<>();
    for (int i : worst()) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("image", lines.get(i).line().image());
      line.put("text", texts.get(i));
      line.put("number", lines.get(i).reading().text());
      line.put("confidence", lines.get(i).reading().confidence());
      worst.add(line);
    }
    json.put("worst", worst);
    return json;
  }
}
