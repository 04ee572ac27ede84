package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The calls of one stage. */
abstract class StageText {

  /** About the columns of a line. */
  static final int LINE = 110;

  final Stage stage;

  /** Places of the stage's inputs, of its outputs, and of more room. */
  final String x;

  final String y;
  final String scratch;

  private final Network network;

  StageText(Network network, Stage stage, int number, Room room) {
    this.network = network;
    this.stage = stage;
    x = place(room.input(number));
    y = place(room.output(number));
    scratch = place(room.scratch());
  }

  static StageText of(Network network, Stage stage, int number, Room room, Tiles tiles, int lanes) {
    Sums sums = Sums.of(stage);
    return sums.form() == Sums.Form.NONE
        ? new OtherText(network, stage, number, room, tiles)
        : new SumsText(network, stage, number, room, tiles, lanes, sums);
  }

  static String place(int at) {
    return "v + " + at;
  }

  static String join(Object... values) {
    return Arrays.stream(values).map(Object::toString).collect(Collectors.joining(", "));
  }

  /** Writes what the calls look up. */
  void tables(StringBuilder text) {}

  /** Writes the calls of the way forward. */
  abstract void forward(StringBuilder text);

  /** Writes the calls of the way back. */
  abstract void backward(StringBuilder text);

  /** A layer's name may hold anything; here it must not end the comment. */
  String comment() {
    return "// " + stage.layer().name().replaceAll("[^A-Za-z0-9_. -]", "?") + ".\n";
  }

  /** Returns where the stage's parameters of a kind begin, or -1 where it has none. */
  int offset(String role) {
    return network.parametersOf(stage.index()).stream()
        .filter(parameter -> parameter.spec().role().equals(role))
        .mapToInt(Parameter::offset)
        .findFirst()
        .orElse(-1);
  }

  /** Writes a call, in as many lines as it takes. */
  static void call(StringBuilder text, String name, Object... arguments) {
    String rest = "  " + name + "(" + join(arguments) + ");";
    while (rest.length() > LINE) {
      int end = rest.lastIndexOf(", ", LINE) + 1;
      text.append(rest, 0, end).append("\n");
      rest = "      " + rest.substring(end + 1);
    }
    text.append(rest).append("\n");
  }
}
