package io.github.lenetcl.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A network as a table, counted as the paper counts: a row for each layer, an activation told with
 * the layer that it follows. Its text is the table.
 *
 * @param rows the input, then the layers in order
 * @param total the sums
 */
public record Summary(List<Row> rows, Row total) {

  /**
   * A layer.
   *
   * @param name its name
   * @param kind what it is, such as {@code convolution 5x5, tanh}
   * @param output the shape that comes out of it, or blank
   * @param parameters the trainable parameters
   * @param connections the connections, biases included
   * @param multiplyAdds the multiply-adds of a forward pass of one sample
   */
  public record Row(
      String name,
      String kind,
      String output,
      int parameters,
      long connections,
      long multiplyAdds) {}

  private static final List<String> HEADING =
      List.of("layer", "kind", "output", "parameters", "connections", "multiply-adds");

  /** The first column of numbers. */
  private static final int NUMBERS = 3;

  /** Copies the list. */
  public Summary {
    rows = List.copyOf(rows);
  }

  static Summary of(Network network) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("input", "", network.input().toString(), 0, 0, 0));
    List<Layer> layers = network.layers();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      if (layer instanceof Activation && i > 0) {
        continue;
      }
      String activation =
          i + 1 < layers.size() && layers.get(i + 1) instanceof Activation next
              ? ", " + LayerWords.of(next.function())
              : "";
      rows.add(
          new Row(
              layer.name(),
              LayerWords.of(layer) + activation,
              network.shapes().get(i).toString(),
              network.parametersOf(i).stream().mapToInt(Parameter::size).sum(),
              layer.connections(network.inputOf(i)),
              layer.multiplyAdds(network.inputOf(i))));
    }
    return new Summary(
        rows,
        new Row(
            "total",
            "",
            "",
            network.parameterCount(),
            network.connections(),
            network.multiplyAdds()));
  }

  @Override
  public String toString() {
    List<List<String>> cells = new ArrayList<>(List.of(HEADING));
    rows.forEach(row -> cells.add(cells(row)));
    cells.add(cells(total));
    int[] widths = new int[HEADING.size()];
    for (List<String> row : cells) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : cells) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String pad = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? "" : "  ").append(i < NUMBERS ? row.get(i) + pad : pad + row.get(i));
      }
      text.append(text.length() == 0 ? "" : "\n").append(line.toString().stripTrailing());
    }
    return text.toString();
  }

  private static List<String> cells(Row row) {
    boolean input = row.name().equals("input");
    return List.of(
        // It may come from a file, and a table has one line for each layer.
        row.name().replaceAll("\\p{Cntrl}", "?"),
        row.kind(),
        row.output(),
        input ? "" : number(row.parameters()),
        input ? "" : number(row.connections()),
        input ? "" : number(row.multiplyAdds()));
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
