package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Softmax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the bodies in {@code kernels/lanes/} are compiled with for one network: its sizes, its
 * tables, its places in the vector of parameters and in the room of a block of samples, and the
 * list of calls.
 *
 * @param text some lines of C, in place of {@code network.h}
 * @param room the values of a sample that a block has room for
 */
public record NetworkText(String text, int room) {

  /** A work-item's room must stay far below what a device gives in one piece. */
  static final int MOST_ROOM = 1 << 20;

  /**
   * {@return why a network cannot be run as a whole: the first layer that stands in the way; none
   * if it can}
   *
   * @param network the network
   * @param input the shape of its inputs
   * @param lanes the samples of a block
   */
  public static Optional<String> refusal(Network network, Shape input, int lanes) {
    Optional<String> refusal = Stages.refusal(network, input);
    if (refusal.isPresent()) {
      return refusal;
    }
    long room = room(network, input, lanes);
    return room <= MOST_ROOM
        ? Optional.empty()
        : Optional.of(
            "%,d values for each sample, more than the %,d that there is room for"
                .formatted(room, MOST_ROOM));
  }

  /** Returns the values of a sample that a block has room for. */
  static long room(Network network, Shape input, int lanes) {
    return new Room(Stages.of(network, input), input, Tiles.of(lanes), lanes).size();
  }

  /**
   * {@return the text for a network}
   *
   * @param network the network, which {@link #refusal} has nothing against
   * @param input the shape of its inputs
   * @param lanes the samples of a block: 4, 8 or 16
   */
  public static NetworkText of(Network network, Shape input, int lanes) {
    List<Stage> stages = Stages.of(network, input);
    Tiles tiles = Tiles.of(lanes);
    Room room = new Room(stages, input, tiles, lanes);
    StringBuilder text = new StringBuilder();
    text.append("// Written by the host from the network, for vectors of " + lanes + " lanes.\n");
    define(text, "INPUT_UNITS", input.size());
    List<Shape> shapes = network.shapesFor(input);
    define(text, "OUTPUTS", shapes.get(shapes.size() - 1).size());
    define(text, "PARAMETERS", network.parameterCount());
    define(text, "ROOM", Math.toIntExact(room.size()));
    define(text, "OUTPUT", room.output());
    Layer last = network.layers().get(network.layers().size() - 1);
    define(text, "OF_SOFTMAX", last instanceof Softmax ? 1 : 0);
    define(text, "OF_PENALTIES", last instanceof RadialBasis ? 1 : 0);
    text.append("#define OUTPUT_FUNCTION " + stages.get(stages.size() - 1).after() + "\n");
    List<StageText> texts = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      texts.add(StageText.of(network, stages.get(i), i, room, tiles, lanes));
    }
    texts.forEach(stage -> stage.tables(text));
    text.append(
        "\nINLINE void network_forward(global const float *w, global const float *centers,"
            + " drawing draws, global unit *v) {\n");
    texts.forEach(stage -> stage.forward(text));
    text.append(
        "}\n\nINLINE void network_backward(global const float *w, global const float *centers,"
            + " drawing draws, int samples,\n"
            + "                             global unit *v, global float *g, bool add) {\n");
    for (int i = texts.size() - 1; i >= 0; i--) {
      texts.get(i).backward(text);
    }
    text.append("}\n");
    return new NetworkText(text.toString(), Math.toIntExact(room.size()));
  }

  private static void define(StringBuilder text, String name, int value) {
    text.append("#define " + name + " " + value + "\n");
  }
}
