package io.github.lenetcl.model.onnx;

import io.github.lenetcl.model.NamedTensor;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.LocallyConnected;
import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Subsampling;
import io.github.lenetcl.network.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads {@code Conv}: a convolution, whose absent pairs have kernels of zeros; subsampling, which
 * has a group for each map and kernels of one value; or the windows of a layer without shared
 * weights.
 */
final class ConvolutionReader {

  private final Chain chain;
  private final Layers layers;
  private final Biases biases;

  ConvolutionReader(Chain chain, Layers layers, Biases biases) {
    this.chain = chain;
    this.layers = layers;
    this.biases = biases;
  }

  /**
   * Reads a node and those that belong to it.
   *
   * @param node the node
   * @param zeros the zeros that a node before it has laid around the input
   */
  void read(Node node, Padding.Given zeros) {
    NamedTensor weight = chain.constants().numbers(node, 1);
    List<Integer> sides = weight.shape();
    Shape input = layers.shape();
    int groups = Math.toIntExact(node.integer("group", 1));
    if (sides.size() != 4
        || groups < 1
        || (long) sides.get(1) * groups != input.maps()
        || sides.get(0) % groups != 0) {
      throw Node.unfit(
          "size of the weights",
          sides + " in " + groups + " groups",
          "[outputs, inputs of a group, rows, columns] for " + input.maps() + " maps");
    }
    Window window = Windows.of(node, sides.get(2), sides.get(3), input);
    Window padded = window.withPadding(added(window.padding(), zeros));
    int outputs = sides.get(0);
    Optional<Node> unshared = node.input(2).isPresent() ? Optional.empty() : einsum();
    if (unshared.isPresent()) {
      unshared(unshared.get(), padded, weight, groups);
      return;
    }
    Optional<Bias> bias = biases.read(node, List.of(outputs, 1, 1));
    float[] values = weight.floats();
    int area = padded.area();
    if (node.has("group") && groups == outputs && groups == input.maps() && bias.isPresent()) {
      Optional<float[]> coefficients = coefficients(values, area);
      if (coefficients.isPresent()) {
        String name = layers.name(bias.get().node(), weight.name(), bias.get().name());
        Subsampling subsampling = new Subsampling(name, outputs, padded);
        layers.add(subsampling, coefficients.get(), bias.get().values());
        return;
      }
    }
    ConnectionTable table = table(values, input.maps(), outputs, groups, area);
    float[] kernels = kernels(values, table, groups, area);
    if (bias.isPresent()) {
      String name = layers.name(bias.get().node(), weight.name(), bias.get().name());
      layers.add(new Convolution(name, padded, table, true), kernels, bias.get().values());
    } else {
      String name = layers.name(node, weight.name());
      layers.add(new Convolution(name, padded, table, false), kernels);
    }
  }

  private static Padding added(Padding padding, Padding.Given zeros) {
    if (zeros.equals(Padding.NONE)) {
      return padding;
    }
    if (!(padding instanceof Padding.Given given)) {
      throw Node.unfit("auto_pad", "SAME", "NOTSET behind a Pad");
    }
    return new Padding.Given(
        given.top() + zeros.top(),
        given.left() + zeros.left(),
        given.bottom() + zeros.bottom(),
        given.right() + zeros.right());
  }

  /** Returns the one value of each kernel, if it has but one. */
  private static Optional<float[]> coefficients(float[] kernels, int area) {
    float[] coefficients = new float[kernels.length / area];
    for (int i = 0; i < kernels.length; i++) {
      if (i % area == 0) {
        coefficients[i / area] = kernels[i];
      } else if (kernels[i] != coefficients[i / area]) {
        return Optional.empty();
      }
    }
    return Optional.of(coefficients);
  }

  /**
   * The inputs of an output are those of its group whose kernels are not zero, if there are any.
   */
  private static ConnectionTable table(
      float[] kernels, int inputs, int outputs, int groups, int area) {
    int ofGroup = inputs / groups;
    List<List<Integer>> rows = new ArrayList<>();
    for (int output = 0; output < outputs; output++) {
      int first = output / (outputs / groups) * ofGroup;
      int start = output * ofGroup;
      List<Integer> all = IntStream.range(first, first + ofGroup).boxed().toList();
      List<Integer> connected =
          all.stream().filter(input -> !isZero(kernels, start + input - first, area)).toList();
      rows.add(connected.isEmpty() ? all : connected);
    }
    return new ConnectionTable(inputs, rows);
  }

  private static boolean isZero(float[] kernels, int kernel, int area) {
    for (int i = kernel * area; i < (kernel + 1) * area; i++) {
      if (kernels[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns the kernels of the table's pairs. */
  private static float[] kernels(float[] dense, ConnectionTable table, int groups, int area) {
    int ofGroup = table.inputs() / groups;
    int[] from = table.pairInputs();
    int[] to = table.pairOutputs();
    float[] kernels = new float[from.length * area];
    for (int pair = 0; pair < from.length; pair++) {
      int start = (to[pair] * ofGroup + from[pair] % ofGroup) * area;
      System.arraycopy(dense, start, kernels, pair * area, area);
    }
    return kernels;
  }

  private Optional<Node> einsum() {
    return chain.followed("Einsum");
  }

  private void unshared(Node einsum, Window window, NamedTensor ones, int groups) {
    Shape input = layers.shape();
    int values = Math.multiplyExact(input.maps(), window.area());
    if (groups != 1
        || ones.shape().get(0) != values
        || !Arrays.equals(ones.floats(), NetworkWriter.identity(values))) {
      throw new IllegalArgumentException(
          "no bias and Einsum behind it, wanted ones that gather the windows");
    }
    String equation = einsum.text("equation", "").replace(" ", "");
    NamedTensor weight = chain.constants().numbers(einsum, 1);
    Shape output =
        new Shape(values, window.outputHeight(input.height()), window.outputWidth(input.width()));
    List<Integer> sides = weight.shape();
    if (!equation.equals(NetworkWriter.UNSHARED)
        || sides.size() != 4
        || !sides.subList(1, 4).equals(List.of(output.height(), output.width(), values))) {
      throw Node.unfit(
          "Einsum",
          Node.quote(equation) + " of " + sides,
          "'%s' of [outputs, %d, %d, %d]"
              .formatted(NetworkWriter.UNSHARED, output.height(), output.width(), values));
    }
    int outputs = sides.get(0);
    List<Integer> units = List.of(outputs, output.height(), output.width());
    Optional<Bias> bias = biases.added(units);
    if (bias.isPresent()) {
      String name = layers.name(bias.get().node(), weight.name(), bias.get().name());
      layers.add(
          new LocallyConnected(name, input, window, outputs, true),
          weight.floats(),
          bias.get().values());
    } else {
      String name = layers.name(einsum, weight.name());
      layers.add(new LocallyConnected(name, input, window, outputs, false), weight.floats());
    }
  }
}
