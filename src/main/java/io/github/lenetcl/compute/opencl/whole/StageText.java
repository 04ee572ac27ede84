package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Dropout;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Subsampling;
import io.github.lenetcl.network.Window;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The calls of one stage, and its table. */
final class StageText {

  private static final int LINE = 110;

  private final Network network;
  private final Stage stage;
  private final Tiles tiles;
  private final int lanes;
  private final Sums sums;
  private final Shape in;
  private final Shape out;

  /**
   * Places of the stage's inputs, of those with their padding, of its outputs, and of more room.
   */
  private final String x;

  private final String laid;
  private final String y;
  private final String scratch;

  StageText(Network network, Stage stage, int number, Room room, Tiles tiles, int lanes) {
    this.network = network;
    this.stage = stage;
    this.tiles = tiles;
    this.lanes = lanes;
    sums = Sums.of(stage);
    in = sums.in();
    out = stage.out();
    x = place(room.input(number));
    laid = sums.padded() ? place(room.padded(number)) : x;
    y = place(room.output(number));
    scratch = place(room.scratch());
  }

  private static String place(int at) {
    return "v + " + at;
  }

  /** Writes the table of a convolution whose maps read some maps only. */
  void tables(StringBuilder text) {
    if (sums.table().isEmpty() || sums.table().get().isFull()) {
      return;
    }
    ConnectionTable table = sums.table().get();
    int[] inputs = table.pairInputs();
    int[] readers =
        IntStream.range(0, table.inputs())
            .flatMap(map -> IntStream.range(0, inputs.length).filter(pair -> inputs[pair] == map))
            .toArray();
    int[] firstReaders =
        IntStream.rangeClosed(0, table.inputs())
            .map(map -> (int) Arrays.stream(inputs).filter(input -> input < map).count())
            .toArray();
    text.append("\n" + comment());
    array(text, "FIRST", table.firstPairs());
    array(text, "INPUTS", inputs);
    array(text, "OUTPUTS", table.pairOutputs());
    array(text, "FIRST_READER", firstReaders);
    array(text, "READERS", readers);
    String parts =
        Stream.of("FIRST", "INPUTS", "OUTPUTS", "FIRST_READER", "READERS")
            .map(this::name)
            .collect(Collectors.joining(", "));
    text.append("#define " + table() + " ((table){false, " + parts + "})\n");
  }

  private String name(String part) {
    return "TABLE_" + stage.index() + "_" + part;
  }

  private void array(StringBuilder text, String part, int[] values) {
    StringBuilder line = new StringBuilder("constant int " + name(part) + "[] = {");
    for (int i = 0; i < values.length; i++) {
      String value = values[i] + (i + 1 < values.length ? ", " : "};");
      if (line.length() + value.length() > LINE) {
        text.append(line.toString().stripTrailing() + "\n");
        line = new StringBuilder("    ");
      }
      line.append(value);
    }
    text.append(line + "\n");
  }

  /** A layer's name may hold anything; here it must not end the comment. */
  private String comment() {
    return "// " + stage.layer().name().replaceAll("[^A-Za-z0-9_. -]", "?") + ".\n";
  }

  private String table() {
    return sums.table().orElseThrow().isFull() ? "FULL" : "TABLE_" + stage.index();
  }

  /** Writes a call, in as many lines as it takes. */
  private static void call(StringBuilder text, String name, Object... arguments) {
    String rest =
        "  "
            + name
            + "("
            + Arrays.stream(arguments).map(Object::toString).collect(Collectors.joining(", "))
            + ");";
    while (rest.length() > LINE) {
      int end = rest.lastIndexOf(", ", LINE) + 1;
      text.append(rest, 0, end).append("\n");
      rest = "      " + rest.substring(end + 1);
    }
    text.append(rest).append("\n");
  }

  private int offset(String role) {
    return network.parametersOf(stage.index()).stream()
        .filter(parameter -> parameter.spec().role().equals(role))
        .mapToInt(Parameter::offset)
        .findFirst()
        .orElse(-1);
  }

  private String field() {
    Window window = sums.window();
    return list(
        "field",
        in.maps(),
        in.height(),
        in.width(),
        out.maps(),
        out.height(),
        out.width(),
        window.height(),
        window.width(),
        window.strideDown(),
        window.strideAcross());
  }

  private static String list(String type, Object... values) {
    return "("
        + type
        + "){"
        + Arrays.stream(values).map(Object::toString).collect(Collectors.joining(", "))
        + "}";
  }

  private String windows(Window window) {
    Shape shape = stage.in();
    int top = window.top(shape.height());
    int left = window.left(shape.width());
    boolean tiling =
        top == 0
            && left == 0
            && window.strideDown() == window.height()
            && window.strideAcross() == window.width()
            && out.height() * window.height() == shape.height()
            && out.width() * window.width() == shape.width();
    return list(
        "windows",
        shape.maps(),
        shape.height(),
        shape.width(),
        out.height(),
        out.width(),
        window.height(),
        window.width(),
        window.strideDown(),
        window.strideAcross(),
        top,
        left,
        tiling);
  }

  void forward(StringBuilder text) {
    text.append("  " + comment());
    Layer layer = stage.layer();
    int weights = offset("weight");
    int biases = offset("bias");
    Object after = stage.after();
    switch (sums.form()) {
      case CONVOLUTION -> {
        if (sums.padded()) {
          call(
              text,
              "lay_out",
              x,
              in.maps(),
              stage.in().height(),
              stage.in().width(),
              1,
              1,
              sums.top(),
              sums.left(),
              in.height(),
              in.width(),
              laid);
        }
        boolean shared = sums.table().orElseThrow().isFull();
        Tiles.Tile tile =
            tiles.ofConvolution(
                shared ? out.maps() : 1,
                out.width(),
                sums.window().width(),
                sums.window().strideAcross());
        call(
            text,
            "convolution_forward",
            field(),
            table(),
            tile.maps(),
            tile.columns(),
            after,
            "w",
            weights,
            biases,
            laid,
            y);
      }
      case FULL ->
          call(
              text,
              "full_forward",
              in.size(),
              out.size(),
              tiles.ofUnits(out.size()),
              after,
              "w",
              weights,
              biases,
              x,
              y);
      case TABLE ->
          call(
              text,
              "table_forward",
              in.area(),
              table(),
              out.size(),
              after,
              "w",
              weights,
              biases,
              x,
              y);
      case NONE -> {
        if (layer instanceof Pooling pooling) {
          call(
              text,
              "pooling_forward",
              windows(pooling.window()),
              pooling.kind(),
              after,
              "w",
              -1,
              -1,
              x,
              y);
        } else if (layer instanceof Subsampling subsampling) {
          call(
              text,
              "pooling_forward",
              windows(subsampling.window()),
              "TRAINABLE",
              after,
              "w",
              offset("coefficient"),
              biases,
              x,
              y);
        } else if (layer instanceof Dropout dropout) {
          call(
              text,
              "dropout_forward",
              out.size(),
              stage.index(),
              dropout.threshold(),
              dropout.factor() + "f",
              after,
              "draws",
              x,
              y);
        } else if (layer instanceof RadialBasis) {
          call(
              text,
              "radial_basis_forward",
              in.size(),
              out.size(),
              tiles.ofUnits(out.size()),
              "centers",
              x,
              y);
        }
      }
    }
  }

  void backward(StringBuilder text) {
    text.append("  " + comment());
    Layer layer = stage.layer();
    Object before = stage.before();
    int weights = offset("weight");
    int biases = offset("bias");
    String rows = "(global float *)(" + scratch + ")";
    switch (sums.form()) {
      case CONVOLUTION -> convolutionBackward(text, weights, biases);
      case FULL -> {
        call(
            text,
            "full_backward_parameters",
            in.size(),
            out.size(),
            tiles.ofWeights(in.size(), lanes),
            weights,
            biases,
            "samples",
            y,
            x,
            rows,
            "g",
            "add");
        if (!stage.first()) {
          call(
              text,
              "full_backward_inputs",
              in.size(),
              out.size(),
              tiles.ofInputs(in.size()),
              before,
              "w",
              weights,
              y,
              x);
        }
      }
      case TABLE -> {
        call(
            text,
            "table_backward_parameters",
            in.area(),
            table(),
            in.maps(),
            out.size(),
            tiles.ofWeights(in.area(), lanes),
            weights,
            biases,
            "samples",
            y,
            x,
            rows,
            "g",
            "add");
        if (!stage.first()) {
          call(
              text,
              "table_backward_inputs",
              in.area(),
              table(),
              in.maps(),
              tiles.ofInputs(in.area()),
              before,
              "w",
              weights,
              y,
              x);
        }
      }
      case NONE -> {
        if (layer instanceof Subsampling subsampling) {
          call(
              text,
              "pooling_backward",
              windows(subsampling.window()),
              "TRAINABLE",
              before,
              "w",
              offset("coefficient"),
              biases,
              y,
              x,
              scratch,
              "g",
              "add");
        } else if (stage.first()) {
          text.append("  // It has no parameters, and nothing lies below it.\n");
        } else if (layer instanceof Pooling pooling) {
          call(
              text,
              "pooling_backward",
              windows(pooling.window()),
              pooling.kind(),
              before,
              "w",
              -1,
              -1,
              y,
              x,
              scratch,
              "g",
              "add");
        } else if (layer instanceof Dropout dropout) {
          call(
              text,
              "dropout_backward",
              out.size(),
              stage.index(),
              dropout.threshold(),
              dropout.factor() + "f",
              before,
              "draws",
              y,
              x);
        } else if (layer instanceof RadialBasis) {
          call(text, "radial_basis_backward", in.size(), out.size(), before, "centers", y, x);
        }
      }
    }
  }

  private void convolutionBackward(StringBuilder text, int weights, int biases) {
    Window window = sums.window();
    ConnectionTable table = sums.table().orElseThrow();
    int readers = table.isFull() ? out.maps() : commonReaders(table);
    call(
        text,
        "convolution_backward_parameters",
        field(),
        table(),
        tiles.ofGradient(readers, window.width()),
        Tiles.ofColumns(out.width()),
        sums.gradientRows(out, lanes),
        weights,
        biases,
        y,
        laid,
        scratch,
        "g",
        "add");
    if (stage.first()) {
      return;
    }
    Object before = sums.padded() ? ActivationFunction.LINEAR : stage.before();
    if (sums.byRows(tiles)) {
      call(text, "convolution_backward_rows", field(), table(), before, "w", weights, y, laid);
    } else {
      int height = in.height() + window.height() - 1;
      int width = in.width() + window.width() - 1;
      call(
          text,
          "lay_out",
          y,
          out.maps(),
          out.height(),
          out.width(),
          window.strideDown(),
          window.strideAcross(),
          window.height() - 1,
          window.width() - 1,
          height,
          width,
          scratch);
      Tiles.Tile tile =
          tiles.ofConvolution(table.isFull() ? in.maps() : 1, in.width(), window.width(), 1);
      call(
          text,
          "convolution_backward_tiles",
          field(),
          table(),
          tile.maps(),
          tile.columns(),
          before,
          "w",
          weights,
          scratch,
          laid);
    }
    if (sums.padded()) {
      call(
          text,
          "take_in",
          laid,
          in.maps(),
          sums.top(),
          sums.left(),
          in.height(),
          in.width(),
          stage.in().height(),
          stage.in().width(),
          stage.before(),
          x);
    }
  }

  /** Returns what divides the number of readers of every input map. */
  private static int commonReaders(ConnectionTable table) {
    int[] inputs = table.pairInputs();
    return IntStream.range(0, table.inputs())
        .map(map -> (int) Arrays.stream(inputs).filter(input -> input == map).count())
        .reduce(0, StageText::greatestCommonDivisor);
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
