package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the bodies in {@code kernels/fused/} are compiled with: LeNet-5's sizes, its table, its
 * places in the vector of parameters, in local memory and in a sample's trace.
 *
 * @param text some lines of C, in place of {@code lenet5.h}
 * @param localMemory the most bytes of local memory that a kernel takes
 * @param trace the floats of a sample's trace
 * @param tiles the tiles of parameters that an update goes by
 */
public record GroupText(String text, long localMemory, int trace, int tiles) {

  /** The work-items of a group. */
  static final int GROUP = 256;

  /** The parts of each sum that work-items share, by the layer that they are for. */
  private static final int C5_PARTS = 4;

  private static final int F6_PARTS = 3;
  private static final int TO_C5_PARTS = 7;
  private static final int TO_S4_PARTS = 2;
  private static final int C1_PARTS = 7;

  /** Keeps neighbouring work-items on different banks of local memory. */
  private static final int PADDING = 2;

  /**
   * {@return why the bodies are not for a network; none if they are}
   *
   * @param network the network
   * @param input the shape of its inputs
   */
  public static Optional<String> refusal(Network network, Shape input) {
    Centers usual = Network.lenet5().centers().orElseThrow();
    Optional<Centers> centers = network.centers();
    boolean fits =
        centers.isPresent()
            && centers.get().classes() == usual.classes()
            && centers.get().units() == usual.units()
            && network.equals(Network.lenet5(centers.get()))
            && input.equals(network.input());
    return fits
        ? Optional.empty()
        : Optional.of("the kernels for GPUs that take all layers at once are LeNet-5's");
  }

  /**
   * {@return the text for a network}
   *
   * @param network LeNet-5, which {@link #refusal} has nothing against
   */
  public static GroupText of(Network network) {
    return new Writer(network).write();
  }

  /** Writes one text. */
  private static final class Writer {

    private final StringBuilder text = new StringBuilder();
    private final Network network;
    private final List<Stage> stages;

    Writer(Network network) {
      this.network = network;
      stages = Stages.of(network, network.input());
    }

    GroupText write() {
      text.append("// Written by the host from the network, for a sample in each work-group.\n");
      define("GROUP", GROUP);
      define("KERNEL", ((Convolution) stages.get(0).layer()).window().height());
      define("INPUT_SIDE", network.input().height());
      stages.forEach(this::sizes);
      text.append("\n// All parameters, and those below C5, which are kept in local memory.\n");
      define("PARAMETERS", network.parameterCount());
      int shared = offset(stage("C5"), "weight");
      define("SHARED_PARAMETERS", shared);
      parts();
      Stage c3 = stage("C3");
      text.append("\n// C3.\n");
      TableText.write(text, "uchar", "C3", ((Convolution) c3.layer()).table());
      define("C3_PAIRS", ((Convolution) c3.layer()).table().pairs());
      int bytes = Float.BYTES * places(shared) + Integer.BYTES; // and whether training stopped
      int trace = trace(shared);
      int tiles = shared / 4 + tiles("C5") + tiles("F6");
      text.append("\n// Tiles of an update.\n");
      define("TILES", tiles);
      return new GroupText(text.toString(), bytes, trace, tiles);
    }

    private void define(String name, int value) {
      text.append("#define " + name + " " + value + "\n");
    }

    private Stage stage(String layer) {
      return stages.stream().filter(some -> some.layer().name().equals(layer)).findFirst().get();
    }

    private int units(String layer) {
      return stage(layer).out().size();
    }

    private int offset(Stage stage, String role) {
      return network.parametersOf(stage.index()).stream()
          .filter(parameter -> parameter.spec().role().equals(role))
          .findFirst()
          .map(Parameter::offset)
          .orElseThrow();
    }

    /** A layer's maps, the side of one, and where its parameters begin in the vector of all. */
    private void sizes(Stage stage) {
      String name = stage.layer().name();
      Shape out = stage.out();
      text.append("\n// " + name + ".\n");
      if (out.area() > 1) {
        define(name + "_MAPS", out.maps());
        define(name + "_SIDE", out.height());
        define(name + "_AREA", out.area());
      }
      define(name + "_UNITS", out.size());
      for (Parameter parameter : network.parametersOf(stage.index())) {
        define(name + "_" + parameter.spec().role().toUpperCase(Locale.ROOT), parameter.offset());
      }
    }

    private void parts() {
      text.append("\n// Sums over connections are shared by some lanes, in parts.\n");
      define("C5_PARTS", C5_PARTS);
      define("F6_PARTS", F6_PARTS);
      define("RBF_PARTS", units("F6") / 4);
      define("TO_C5_PARTS", TO_C5_PARTS);
      define("TO_S4_PARTS", TO_S4_PARTS);
      define("C1_ROW_PARTS", C1_PARTS);
    }

    /**
     * Places in local memory, in floats: all even or multiples of four, as vectors are read there.
     * The input's place is scratch once C1 is done, and C3's is once nothing asks for C3.
     */
    private int places(int shared) {
      Shape c1 = stage("C1").out();
      Shape s2 = stage("S2").out();
      int side = network.input().height();
      int c1Parameters = offset(stage("S2"), "coefficient");
      int scratch =
          most(
              side * (side + PADDING),
              C5_PARTS * units("C5"),
              F6_PARTS * units("F6"),
              units("F6") / 4 * units("RBF"),
              TO_C5_PARTS * units("C5"),
              TO_S4_PARTS * units("S4"),
              units("S2"));
      text.append(
          "\n// Places in local memory, in floats. Rows of the input and maps of C1 are padded.\n");
      define("INPUT_STRIDE", side + PADDING);
      define("C1_STRIDE", c1.area() + PADDING);
      define("INPUT_AT", 0);
      define("SCRATCH_AT", 0);
      int at = scratch;
      at = place("S2", units("S2"), at);
      at = place("C3", most(units("C3"), C1_PARTS * c1Parameters, 2 * s2.maps() * s2.height()), at);
      at = place("S4", units("S4"), at);
      at = place("C5", units("C5"), at);
      at = place("F6", units("F6"), at);
      at = place("PENALTY", units("RBF"), at);
      at = place("SEED", units("RBF"), at);
      at = place("PARAMETERS", shared, at);
      define("FORWARD_FLOATS", at);
      at = place("C1", c1.maps() * (c1.area() + PADDING), at);
      define("BACKWARD_FLOATS", at);
      return at;
    }

    private int place(String name, int floats, int at) {
      define(name + "_AT", at);
      return at + floats;
    }

    private static int most(int... values) {
      return IntStream.of(values).max().orElseThrow();
    }

    /**
     * A sample's trace in global memory: its gradient by the parameters below C5; then what the
     * gradient above is made of, the derivatives by C5 and F6 and the units that they are
     * multiplied with; then 1, 0, 0, 0.
     */
    private int trace(int shared) {
      text.append("\n// A sample's trace.\n");
      int at = shared;
      for (String name : List.of("C5", "S4", "F6", "C5_UNITS")) {
        define("TRACE_" + name, at);
        at += units(name.substring(0, 2));
      }
      define("TRACE_ONE", at);
      define("TRACE_FLOATS", at + 4);
      return at + 4;
    }

    /** Four units' weights from four inputs each, and four biases. */
    private int tiles(String layer) {
      Stage stage = stage(layer);
      return stage.in().size() / 4 * (stage.out().size() / 4) + stage.out().size() / 4;
    }
  }
}
