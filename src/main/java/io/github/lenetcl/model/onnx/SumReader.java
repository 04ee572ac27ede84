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
import java.util.stream.IntStream;

/**
 * Reads weighted sums: {@code Conv}, whose absent pairs have kernels of zeros, or which is
 * subsampling where it has a group for each map and kernels of one value; {@code Gemm} and {@code
 * MatMul}; and the {@code Einsum} behind the windows of a layer without shared weights.
 */
final class SumReader {

  private static final double[] NONE = {};

  /** The most steps behind convolutions that are joined. */
  private static final int MOST_JOINED = 16;

  /** Whether a tensor holds maps of rows and columns, all or some of a step's. */
  static boolean areMaps(Term.Given given) {
    return mapsOf(given).isPresent();
  }

  /** Whether a tensor holds all maps of a step, the maps as its last side. */
  static boolean isChannelsLast(Term.Given given) {
    Shape shape = given.step().shape();
    int[] sides = {shape.maps(), shape.height(), shape.width()};
    return Arrays.equals(given.sides(), Places.pick(sides, new int[] {1, 2, 0}))
        && Arrays.equals(given.order(), Places.transposed(sides, new int[] {1, 2, 0}));
  }

  /** Returns which of a step's maps a tensor holds. */
  private static Optional<int[]> mapsOf(Term.Given given) {
    Shape shape = given.step().shape();
    int[] sides = given.sides();
    if (sides.length != 3 || sides[1] != shape.height() || sides[2] != shape.width()) {
      return Optional.empty();
    }
    int area = shape.area();
    for (int i = 0; i < given.order().length; i++) {
      if (given.order()[i] != given.order()[i / area * area] + i % area
          || given.order()[i] % area != i % area) {
        return Optional.empty();
      }
    }
    return Optional.of(
        IntStream.range(0, sides[0]).map(map -> given.order()[map * area] / area).toArray());
  }

  /** Returns a tensor as maps, from before a flattening where that has been undone. */
  static Term.Given asMaps(Term.Given given) {
    if (areMaps(given)) {
      return given;
    }
    if (given.step().operation() instanceof Operation.Flat && given.isInOrder()) {
      Term.Given before = Term.Given.all(given.step().before().orElseThrow(), given.sides());
      if (areMaps(before)) {
        return before;
      }
    }
    throw new IllegalArgumentException(
        "reads [N, %s] in an order of its own or without rows, wanted [N, maps, rows, columns]"
            .formatted(
                String.join(
                    ", ", Arrays.stream(given.sides()).mapToObj(Integer::toString).toList())));
  }

  /** Reads a convolution. */
  Term.Given convolution(Node node, Term.Given tensor, List<Optional<Numbers>> inputs) {
    Numbers weight = Folding.input(inputs, 1).real("input 1");
    Term.Given given = asMaps(tensor);
    int[] maps = mapsOf(given).orElseThrow();
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

  private static String name(List<Optional<Numbers>> inputs, int input) {
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

  /** Reads {@code Gemm} or {@code MatMul}: full connections. */
  Term.Given product(Node node, Term.Given given, List<Optional<Numbers>> inputs) {
    boolean gemm = node.op().equals("Gemm");
    Numbers weight = Folding.input(inputs, 1).real("input 1");
    if (weight.rank() != 2) {
      throw Node.unfit("size of the weights", Arrays.toString(weight.sides()), "that of a matrix");
    }
    if (gemm) {
      node.require("transA", 0, 0);
    }
    boolean outputsFirst = gemm && node.integer("transB", 0) != 0;
    Numbers matrix =
        outputsFirst
            ? weight
            : weight.at(
                Places.transposed(weight.sides(), new int[] {1, 0}),
                weight.sides()[1],
                weight.sides()[0]);
    double alpha = gemm ? node.number("alpha", 1) : 1;
    double beta = gemm ? node.number("beta", 1) : 1;
    int outputs = matrix.sides()[0];
    double[] bias = NONE;
    if (gemm && inputs.size() > 2 && inputs.get(2).isPresent()) {
      Numbers added = inputs.get(2).get().real("input 2").map(value -> beta * value);
      int[] common = Places.common(added.sides(), new int[] {1, outputs});
      if (!Arrays.equals(common, new int[] {1, outputs})) {
        throw Node.unfit("number of biases", Arrays.toString(added.sides()), outputs);
      }
      bias = added.at(Places.stretched(added.sides(), common), common).values();
    }
    Numbers scaled = alpha == 1 ? matrix : matrix.map(value -> alpha * value);
    String label = node.title(weight.name(), inputs.size() > 2 ? name(inputs, 2) : "");
    if (given.sides().length == 3 && isChannelsLast(given)) {
      return atEveryPosition(given, scaled, bias, label);
    }
    requireRow(given, scaled.sides()[1], weight.sides(), outputsFirst ? ", outputs first" : "");
    return full(given, scaled, bias, label);
  }

  /** Refuses what is no row of as many values as a matrix has inputs. */
  static void requireRow(Term.Given given, int inputs, int[] matrix, String how) {
    if (given.sides().length != 1 || given.order().length != inputs) {
      throw Node.unfit(
          "size of the weights",
          Arrays.toString(matrix) + how,
          given.sides().length == 1
              ? given.order().length + " inputs"
              : "[N, values] before it: a Flatten");
    }
  }

  /** A full connection of all values of a tensor; the matrix has outputs first. */
  static Term.Given full(Term.Given given, Numbers matrix, double[] bias, String label) {
    Step step = given.step();
    if (step.shape().area() > 1) {
      step = step.then(new Operation.Flat(), "Flatten");
    }
    int size = step.shape().size();
    int outputs = matrix.sides()[0];
    double[] weights = new double[Places.count(outputs, size)];
    int[] order = given.order();
    for (int i = 0; i < matrix.size(); i++) {
      weights[i / order.length * size + order[i % order.length]] += matrix.values()[i];
    }
    return Term.Given.all(step.then(new Sums.OfAll(size, outputs, weights, bias), label), outputs);
  }

  /** A full connection of the maps at each position, as channels last has it. */
  private static Term.Given atEveryPosition(
      Term.Given given, Numbers matrix, double[] bias, String label) {
    int maps = given.sides()[2];
    if (matrix.sides()[1] != maps) {
      throw Node.unfit("size of the weights", Arrays.toString(matrix.sides()), maps + " inputs");
    }
    int outputs = matrix.sides()[0];
    Step full = given.step().then(new Sums.OfAll(maps, outputs, matrix.values(), bias), label);
    Term.Given result = Term.Given.maps(full);
    return result.at(
        Places.transposed(result.sides(), new int[] {1, 2, 0}),
        given.sides()[0],
        given.sides()[1],
        outputs);
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

  /** Joins convolutions of one input, and what stands alike behind them, as one with a table. */
  static Optional<Step> joined(List<Step> steps) {
    return joined(steps, 0);
  }

  private static Optional<Step> joined(List<Step> steps, int depth) {
    Operation first = steps.get(0).operation();
    if (first instanceof Sums.OfTable model) {
      return joined(steps, model);
    }
    boolean alike =
        depth < MOST_JOINED
            && (first instanceof Operation.Points || first instanceof Operation.Pooled)
            && steps.stream().allMatch(step -> isAlike(first, step.operation()));
    return alike
        ? joined(steps.stream().map(step -> step.before().orElseThrow()).toList(), depth + 1)
            .map(step -> step.then(first, steps.get(0).label()))
        : Optional.empty();
  }

  /**
   * Adds what branches alike give: their convolutions joined as one, and behind them a convolution
   * of 1×1 that adds each map of one to that of the others.
   */
  static Optional<Step> added(List<Step> steps, String label) {
    int maps = steps.get(0).shape().maps();
    return joined(steps)
        .map(
            joined -> {
              List<List<Integer>> rows = new ArrayList<>();
              for (int map = 0; map < maps; map++) {
                rows.add(
                    IntStream.iterate(map, next -> next < joined.shape().maps(), i -> i + maps)
                        .boxed()
                        .toList());
              }
              ConnectionTable table = new ConnectionTable(joined.shape().maps(), rows);
              double[] ones = new double[table.pairs()];
              Arrays.fill(ones, 1);
              return joined.then(new Sums.OfTable(Window.of(1), table, ones, NONE), label);
            });
  }

  private static boolean isAlike(Operation first, Operation other) {
    return first instanceof Operation.Points a && other instanceof Operation.Points b
        ? a.function().layer("").isPresent()
            && a.function().layer("").equals(b.function().layer(""))
        : first.equals(other);
  }

  private static Optional<Step> joined(List<Step> steps, Sums.OfTable model) {
    List<List<Integer>> rows = new ArrayList<>();
    List<double[]> kernels = new ArrayList<>();
    List<double[]> biases = new ArrayList<>();
    boolean anyBias = false;
    for (Step step : steps) {
      if (!(step.operation() instanceof Sums.OfTable more)
          || !step.before().equals(steps.get(0).before())
          || !more.window().equals(model.window())) {
        return Optional.empty();
      }
      rows.addAll(more.table().rows());
      kernels.add(more.kernels());
      anyBias |= more.bias().length > 0;
      biases.add(more.bias().length > 0 ? more.bias() : new double[more.table().outputs()]);
    }
    double[] allKernels = kernels.stream().flatMapToDouble(Arrays::stream).toArray();
    double[] allBiases = anyBias ? biases.stream().flatMapToDouble(Arrays::stream).toArray() : NONE;
    ConnectionTable table = new ConnectionTable(model.table().inputs(), rows);
    Sums sums = new Sums.OfTable(model.window(), table, allKernels, allBiases);
    return Optional.of(steps.get(0).before().orElseThrow().then(sums, steps.get(0).label()));
  }
}
