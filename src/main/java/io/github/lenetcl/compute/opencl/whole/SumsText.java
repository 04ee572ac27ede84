package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import java.util.stream.IntStream;

/** The calls of a convolution or a full connection, and its table. */
final class SumsText extends StageText {

  private final Tiles tiles;
  private final int lanes;
  private final Sums sums;
  private final ConnectionTable table;
  private final Shape in;
  private final Shape out;

  /** Where the inputs stand with their padding. */
  private final String laid;

  /** Where weights and biases begin. */
  private final String parameters;

  SumsText(Network network, Stage stage, int number, Room room, Tiles tiles, int lanes, Sums sums) {
    super(network, stage, number, room);
    this.tiles = tiles;
    this.lanes = lanes;
    this.sums = sums;
    table = sums.table().orElseThrow();
    in = sums.in();
    out = stage.out();
    laid = sums.padded() ? place(room.padded(number)) : x;
    parameters = join(offset("weight"), offset("bias"));
  }

  @Override
  void tables(StringBuilder text) {
    if (table.isFull()) {
      return;
    }
    text.append("\n" + comment());
    String parts = String.join(", ", TableText.write(text, "int", name(), table));
    text.append("#define " + name() + " ((table){false, " + parts + "})\n");
  }

  private String name() {
    return table.isFull() ? "FULL" : "TABLE_" + stage.index();
  }

  private String field() {
    Window window = sums.window();
    String inputs = join(in.maps(), in.height(), in.width());
    String outputs = join(out.maps(), out.height(), out.width());
    String steps = join(window.strideDown(), window.strideAcross());
    return "(field){" + join(inputs, outputs, window.height(), window.width(), steps) + "}";
  }

  @Override
  void forward(StringBuilder text) {
    text.append("  " + comment());
    ActivationFunction after = stage.after();
    switch (sums.form()) {
      case FULL -> {
        String sizes = join(in.size(), out.size(), tiles.ofUnits(out.size()));
        call(text, "full_forward", sizes, after, "w", parameters, x, y);
      }
      case TABLE ->
          call(text, "table_forward", in.area(), name(), out.size(), after, "w", parameters, x, y);
      default -> convolutionForward(text);
    }
  }

  private void convolutionForward(StringBuilder text) {
    if (sums.padded()) {
      String from = join(in.maps(), stage.in().height(), stage.in().width(), 1, 1);
      String to = join(sums.top(), sums.left(), in.height(), in.width());
      call(text, "lay_out", x, from, to, laid);
    }
    Window window = sums.window();
    Tiles.Tile tile =
        tiles.ofConvolution(
            table.isFull() ? out.maps() : 1, out.width(), window.width(), window.strideAcross());
    String sizes = join(tile.maps(), tile.columns(), stage.after());
    call(text, "convolution_forward", field(), name(), sizes, "w", parameters, laid, y);
  }

  @Override
  void backward(StringBuilder text) {
    text.append("  " + comment());
    ActivationFunction before = stage.before();
    String rows = "(global float *)(" + scratch + ")";
    String ends = join("samples", y, x, rows, "g", "add");
    int weights = offset("weight");
    switch (sums.form()) {
      case FULL -> {
        String sizes = join(in.size(), out.size());
        int width = tiles.ofWeights(in.size(), lanes);
        call(text, "full_backward_parameters", sizes, width, parameters, ends);
        if (!stage.first()) {
          int units = tiles.ofInputs(in.size());
          call(text, "full_backward_inputs", sizes, units, before, "w", weights, y, x);
        }
      }
      case TABLE -> {
        String sizes = join(in.area(), name(), in.maps());
        String width = join(out.size(), tiles.ofWeights(in.area(), lanes));
        call(text, "table_backward_parameters", sizes, width, parameters, ends);
        if (!stage.first()) {
          int units = tiles.ofInputs(in.area());
          call(text, "table_backward_inputs", sizes, units, before, "w", weights, y, x);
        }
      }
      default -> convolutionBackward(text);
    }
  }

  private void convolutionBackward(StringBuilder text) {
    int readers = table.isFull() ? out.maps() : commonReaders(table);
    int maps = tiles.ofGradient(readers, sums.window().width());
    String sizes = join(maps, Tiles.ofColumns(out.width()), sums.gradientRows(out, lanes));
    String ends = join(y, laid, scratch, "g", "add");
    call(text, "convolution_backward_parameters", field(), name(), sizes, parameters, ends);
    if (stage.first()) {
      return;
    }
    ActivationFunction before = sums.padded() ? ActivationFunction.LINEAR : stage.before();
    int weights = offset("weight");
    if (sums.byRows(tiles)) {
      call(text, "convolution_backward_rows", field(), name(), before, "w", weights, y, laid);
    } else {
      convolutionBackwardTiles(text, join(before, "w", weights, scratch, laid));
    }
    if (sums.padded()) {
      String from = join(in.maps(), sums.top(), sums.left(), in.height(), in.width());
      String to = join(stage.in().height(), stage.in().width(), stage.before(), x);
      call(text, "take_in", laid, from, to);
    }
  }

  private void convolutionBackwardTiles(StringBuilder text, String ends) {
    Window window = sums.window();
    int height = in.height() + window.height() - 1;
    int width = in.width() + window.width() - 1;
    String from = join(out.maps(), out.height(), out.width());
    String steps = join(window.strideDown(), window.strideAcross());
    String to = join(window.height() - 1, window.width() - 1, height, width);
    call(text, "lay_out", y, from, steps, to, scratch);
    Tiles.Tile tile =
        tiles.ofConvolution(table.isFull() ? in.maps() : 1, in.width(), window.width(), 1);
    String sizes = join(tile.maps(), tile.columns());
    call(text, "convolution_backward_tiles", field(), name(), sizes, ends);
  }

  /** Returns what divides the number of readers of every input map. */
  private static int commonReaders(ConnectionTable table) {
    int[] first = table.firstReaders();
    return IntStream.range(0, table.inputs())
        .map(map -> first[map + 1] - first[map])
        .reduce(0, SumsText::greatestCommonDivisor);
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
