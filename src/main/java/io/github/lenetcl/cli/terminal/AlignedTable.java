package io.github.lenetcl.cli.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of figures under a heading, as text or in Markdown: names in the first columns to the left,
 * all else to the right.
 */
public final class AlignedTable {

  private static final String GAP = "  ";

  private final int names;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Makes a table.
   *
   * @param names how many of the first columns are names
   */
  public AlignedTable(int names, List<String> heading) {
    this.names = names;
    rows.add(List.copyOf(heading));
  }

  public AlignedTable row(List<String> cells) {
    if (cells.size() != rows.get(0).size()) {
      throw new IllegalArgumentException(cells.size() + " cells, wanted " + rows.get(0).size());
    }
    rows.add(cells.stream().map(EscapingWriter::escaped).toList());
    return this;
  }

  public void print(PrintWriter out, boolean markdown) {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(c -> rows.stream().mapToInt(row -> row.get(c).length()).max().orElse(0))
            .toArray();
    for (int r = 0; r < rows.size(); r++) {
      List<String> cells = new ArrayList<>();
      for (int c = 0; c < widths.length; c++) {
        cells.add(padded(rows.get(r).get(c), widths[c], c));
      }
      out.println(
          markdown
              ? "| " + String.join(" | ", cells) + " |"
              : String.join(GAP, cells).stripTrailing());
      if (r == 0 && markdown) {
        out.println(rule(widths));
      }
    }
  }

  private String rule(int[] widths) {
    StringBuilder rule = new StringBuilder("|");
    for (int c = 0; c < widths.length; c++) {
      rule.append("-".repeat(widths[c] + 1)).append(c < names ? "-|" : ":|");
    }
    return rule.toString();
  }

  private String padded(String cell, int width, int column) {
    String pad = " ".repeat(width - cell.length());
    return column < names ? cell + pad : pad + cell;
  }
}
