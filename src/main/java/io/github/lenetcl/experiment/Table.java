package io.github.lenetcl.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of texts under a heading, as comma-separated values or as Markdown. */
final class Table {

  private final List<String> heading;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... heading) {
    this.heading = List.of(heading);
  }

  /** Adds a row with a cell for each column. */
  Table row(Object... cells) {
    if (cells.length != heading.size()) {
      throw new IllegalArgumentException(
          "row of " + cells.length + " cells, wanted " + heading.size());
    }
    rows.add(List.of(cells).stream().map(Object::toString).toList());
    return this;
  }

  List<List<String>> rows() {
    return List.copyOf(rows);
  }

  /** {@return the table after RFC 4180, but with lines that end as Unix's do} */
  String csv() {
    StringBuilder text = new StringBuilder();
    append(text, heading);
    rows.forEach(row -> append(text, row));
    return text.toString();
  }

  private static void append(StringBuilder text, List<String> row) {
    text.append(row.stream().map(Table::field).collect(Collectors.joining(","))).append('\n');
  }

  private static String field(String cell) {
    return cell.matches("(?s).*[,\"\r\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }

  /** {@return the table in Markdown, the first column to the left, the others to the right} */
  String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add(line(heading));
    lines.add("|---" + "|---:".repeat(heading.size() - 1) + "|");
    rows.forEach(row -> lines.add(line(row)));
    return String.join("\n", lines);
  }

  private static String line(List<String> row) {
    return row.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
