package io.github.lenetcl.model.onnx;

import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads weighted sums over windows: {@code Conv}, whose absent pairs have kernels of zeros, or
 * which is subsampling where it has a group for each map and kernels of one value; and the {@code
 * Einsum} behind the windows of a layer without shared weights.
 */
final class SumReader {

  private static final double[] NONE = {};

  /** Reads a convolution. */
  Term.Given convolution(Node node, Term.Given tensor, List<Optional<Numbers>> inputs) {
    Numbers weight = Folding.input(inputs, 1).real("input 1");
    Term.Given given = Maps.asMaps(tensor);
    int[] maps = Maps.of(given).orElseThrow();
    Step step = given.step();
    Padding.Given zeros = new Padding.Given(0, 0, 0, 0);
    if (step.operation() instanceof Operation.Padded padded) {
      zeros = padded.zeros();
      step = step.before().orElseThrow();
    }
    int[] sides = weight.sides();
    int groups = Math.toIntExact(node.integer("group", 1));
    if (sides.length != 4
        || groups < 1
        || (long) sides[1] * groups != maps.length
        || sides[0] % groups != 0) {
      throw Node.unfit(
          "size of the weights",
          Arrays.toString(sides) + " in " + groups + " groups",
          "[outputs, inputs of a group, rows, columns] for " + maps.length + " maps");
    }
    Window window = Windows.ofConvolution(node, sides[2], sides[3], step.shape());
    Window padded = window.withPadding(added(window.padding(), zeros));
    double[] kernels = spread(weight, window, Windows.dilations(node));
    int outputs = sides[0];
    double[] bias = bias(inputs, outputs);
    String label = node.title(weight.name(), inputs.size() > 2 ? name(inputs, 2) : "");
    Operation found = null;
    if (node.has("group") && groups == outputs && groups == step.shape().maps()) {
      found = subsampling(kernels, padded, bias, maps);
    }
    if (found == null) {
      found = table(kernels, maps, step.shape().maps(), outputs, groups, padded, bias);
    }
    return Term.Given.maps(step.then(found, label));
  }

  static String name(List<Optional<Numbers>> inputs, int input) {
    return inputs.get(input).map(Numbers::name).orElse("");
  }

  private static double[] bias(List<Optional<Numbers>> inputs, int outputs) {
    if (inputs.size() < 3 || inputs.get(2).isEmpty()) {
      return NONE;
    }
    Numbers bias = inputs.get(2).get().real("input 2");
    if (bias.size() != outputs) {
      throw Node.unfit("number of biases", bias.size(), outputs);
    }
    return bias.values();
  }

  private static Padding added(Padding padding, Padding.Given zeros) {
    if (zeros.equals(Padding.NONE)) {
      return padding;
    }
    if (!(padding instanceof Padding.Given given)) {
      throw Node.unfit("auto_pad", "SAME", "NOTSET behind a Pad");
    }
    return new Padding.Given(
        Math.addExact(given.top(), zeros.top()),
        Math.addExact(given.left(), zeros.left()),
        Math.addExact(given.bottom(), zeros.bottom()),
        Math.addExact(given.right(), zeros.right()));
  }

  /** Lays zeros between the values of kernels, where they have gaps. */
  private static double[] spread(Numbers weight, Window window, List<Integer> gaps) {
    if (gaps.equals(List.of(1, 1))) {
      return weight.values();
    }
    int[] sides = weight.sides();
    int[] wide = {sides[0], sides[1], window.height(), window.width()};
    double[] kernels = new double[Places.count(wide)];
    int[] steps = {
      sides[1] * window.area(), window.area(), gaps.get(0) * window.width(), gaps.get(1)
    };
    int[] places = Places.walk(0, sides, steps);
    for (int i = 0; i < places.length; i++) {
      kernels[places[i]] = weight.values()[i];
    }
    return kernels;
  }

  /** Returns subsampling, if every kernel has but one value; else null. */
  private static Operation subsampling(double[] kernels, Window window, double[] bias, int[] maps) {
    int area = window.area();
    double[] coefficients = new double[kernels.length / area];
    for (int i = 0; i < kernels.length; i++) {
      if (i % area == 0) {
        coefficients[i / area] = kernels[i];
      } else if (kernels[i] != coefficients[i / area]) {
        return null;
      }
    }
    boolean inOrder = Arrays.equals(maps, Places.all(maps.length));
    return inOrder && bias.length > 0 ? new Sums.OfWindows(window, coefficients, bias) : null;
  }

  /**
   * The inputs of an output are those of its group whose kernels are not zero, if there are any.
   */
  private static Sums.OfTable table(
      double[] kernels,
      int[] maps,
      int inputs,
      int outputs,
      int groups,
      Window window,
      double[] bias) {
    int area = window.area();
    int ofGroup = maps.length / groups;
    List<Map<Integer, double[]>> rows = new ArrayList<>();
    for (int output = 0; output < outputs; output++) {
      Map<Integer, double[]> all = new TreeMap<>();
      for (int i = 0; i < ofGroup; i++) {
        int input = maps[output / (outputs / groups) * ofGroup + i];
        double[] kernel = all.computeIfAbsent(input, absent -> new double[area]);
        int start = (output * ofGroup + i) * area;
        Arrays.setAll(kernel, value -> kernel[value] + kernels[start + value]);
      }
      Map<Integer, double[]> connected = new TreeMap<>(all);
      connected.values().removeIf(kernel -> Arrays.stream(kernel).allMatch(value -> value == 0));
      rows.add(connected.isEmpty() ? all : connected);
    }
    ConnectionTable table =
        new ConnectionTable(inputs, rows.stream().map(row -> List.copyOf(row.keySet())).toList());
    double[] ofPairs = new double[Math.multiplyExact(table.pairs(), area)];
    int pair = 0;
    for (Map<Integer, double[]> row : rows) {
      for (double[] kernel : row.values()) {
        System.arraycopy(kernel, 0, ofPairs, pair++ * area, area);
      }
    }
    return new Sums.OfTable(window, table, ofPairs, bias);
  }

  /** Reads the sums over windows that the convolution before it has gathered. */
  Term.Given unshared(Node node, Term.Given given, Numbers weight) {
    Step gathered = given.step();
    Shape output = gathered.shape();
    int values = output.maps();
    boolean windows =
        gathered.operation() instanceof Sums.OfTable ones
            && ones.bias().length == 0
            && areOnes(ones, gathered.before().orElseThrow().shape().maps(), values);
    if (!windows || !given.isInOrder()) {
      throw new IllegalArgumentException(
          "reads no windows, wanted a Conv of ones that gathers them before it");
    }
    String equation = node.text("equation", "").replace(" ", "");
    int[] sides = weight.sides();
    if (!equation.equals(NetworkWriter.UNSHARED)
        || sides.length != 4
        || sides[1] != output.height()
        || sides[2] != output.width()
        || sides[3] != values) {
      throw Node.unfit(
          "Einsum",
          Node.quote(equation) + " of " + Arrays.toString(sides),
          "'%s' of [outputs, %d, %d, %d]"
              .formatted(NetworkWriter.UNSHARED, output.height(), output.width(), values));
    }
    Step before = gathered.before().orElseThrow();
    Window window = ((Sums.OfTable) gathered.operation()).window();
    Sums sums = new Sums.OfPlaces(before.shape(), window, sides[0], weight.values(), NONE);
    return Term.Given.maps(before.then(sums, node.title(weight.name())));
  }

  /** Whether each output is one value of the window. */
  private static boolean areOnes(Sums.OfTable sums, int inputs, int outputs) {
    int area = sums.window().area();
    if (outputs != inputs * area || sums.table().pairs() != outputs) {
      return false;
    }
    int[] from = sums.table().pairInputs();
    int[] to = sums.table().pairOutputs();
    for (int i = 0; i < sums.kernels().length; i++) {
      int pair = i / area;
      boolean own = from[pair] == to[pair] / area && i % area == to[pair] % area;
      if (sums.kernels()[i] != (own ? 1 : 0)) {
        return false;
      }
    }
    return true;
  }
}
