package io.github.lenetcl.model.onnx;

import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Erf;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.Pooling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Reads the operators that treat every value alone: functions, factors, shifts. */
final class PointReader {

  /** Functions of one value, but for those that are computed of known values too. */
  private static final Set<String> FUNCTIONS =
      Set.of(
          "Relu",
          "Sigmoid",
          "Tanh",
          "Softplus",
          "Softsign",
          "HardSigmoid",
          "LeakyRelu",
          "Elu",
          "Selu",
          "Celu",
          "Gelu",
          "HardSwish",
          "Swish",
          "Mish",
          "ThresholdedRelu",
          "Clip",
          "PRelu",
          "Erf",
          "Erfc");

  /** A function of what a step gives. */
  private record Made(Step step, PointFunction function) {}

  private final Map<Made, Step> settled = new HashMap<>();

  static boolean isFunction(String op) {
    return FUNCTIONS.contains(op) || Folding.unary(op).isPresent();
  }

  /** Reads a function of one value. */
  Term.Given function(Node node, Term.Given given, List<Optional<Numbers>> inputs) {
    PointFunction before = given.function();
    if (node.op().equals("Neg")) {
      return applied(node, given, before.line(-1, 0));
    }
    if (node.op().equals("HardSigmoid")) {
      float alpha = node.number("alpha", 0.2f);
      float beta = node.number("beta", 0.5f);
      // Ours have 1/2 at 0; a neighbour takes the rest.
      double shift = beta == 0.5f ? 0 : (beta - 0.5) / alpha;
      DoubleUnaryOperator ours = x -> Math.min(Math.max(alpha * x + 0.5, 0), 1);
      return applied(node, given, before.line(1, shift).then(ours));
    }
    if (node.op().equals("Celu")) {
      double alpha = node.number("alpha", 1);
      DoubleUnaryOperator elu = PointwiseFunctions.of(Pointwise.Function.ELU, 1);
      return applied(node, given, before.line(1 / alpha, 0).then(elu).line(alpha, 0));
    }
    if (node.op().equals("Clip")) {
      double least = bound(node, inputs, "min", 1, Double.NEGATIVE_INFINITY);
      double most = bound(node, inputs, "max", 2, Double.POSITIVE_INFINITY);
      // Ours begin at 0; neighbours take the rest.
      double from = Double.isFinite(least) ? least : 0;
      DoubleUnaryOperator clip = x -> Math.min(most - from, Math.max(least - from, x));
      return applied(node, given, before.line(1, -from).then(clip).line(1, from));
    }
    return applied(node, given, before.then(operator(node, inputs)));
  }

  /** Reads Where: for each value one of two functions of it, as a third one says. */
  Term chosen(Node node, List<Optional<Term>> inputs) {
    List<Term.Given> given = new ArrayList<>();
    List<PointFunction> functions = new ArrayList<>();
    for (Optional<Term> input : inputs) {
      if (input.orElse(null) instanceof Term.Given each) {
        given.add(each);
        functions.add(each.function());
      } else if (input.orElse(null) instanceof Term.Known known) {
        Numbers numbers = known.numbers();
        double number = numbers.uniform().orElseGet(() -> numbers.single("inputs"));
        functions.add(PointFunction.SAME.line(0, number));
      }
    }
    boolean alike =
        functions.size() == 3
            && given.stream()
                .allMatch(
                    each ->
                        each.step() == given.get(0).step()
                            && Arrays.equals(each.order(), given.get(0).order()));
    if (!alike) {
      throw new IllegalArgumentException("chooses among branches, wanted functions of one value");
    }
    PointFunction either = functions.get(1).choosing(functions.get(0), functions.get(2));
    return given.get(0).withFunction(either, node.title());
  }

  private static Term.Given applied(Node node, Term.Given given, PointFunction function) {
    return given.withFunction(function, node.title());
  }

  private static DoubleUnaryOperator operator(Node node, List<Optional<Numbers>> inputs) {
    return switch (node.op()) {
      case "Relu" -> PointFunction.of(ActivationFunction.RELU);
      case "Sigmoid" -> PointFunction.of(ActivationFunction.SIGMOID);
      case "Tanh" -> Math::tanh;
      case "Softplus" -> PointFunction.of(ActivationFunction.SOFTPLUS);
      case "Softsign" -> PointFunction.of(ActivationFunction.SOFTSIGN);
      case "LeakyRelu" ->
          PointwiseFunctions.of(Pointwise.Function.LEAKY_RELU, node.number("alpha", 0.01f));
      case "Elu" -> PointwiseFunctions.of(Pointwise.Function.ELU, node.number("alpha", 1));
      case "PRelu" -> {
        double[] slopes = Folding.input(inputs, 1).real("input 1").values();
        for (double slope : slopes) {
          if (slope != slopes[0]) {
            throw Node.unfit("slopes", slopes[0] + ", " + slope, "one for all values");
          }
        }
        yield PointwiseFunctions.of(
            Pointwise.Function.LEAKY_RELU, slopes.length > 0 ? slopes[0] : 0);
      }
      case "Selu" -> {
        double alpha = node.number("alpha", 1.67326319217681884765625f);
        double gamma = node.number("gamma", 1.05070102214813232421875f);
        yield x -> gamma * (x < 0 ? alpha * Math.expm1(x) : x);
      }
      case "Swish" -> {
        double alpha = node.number("alpha", 1);
        yield x -> x / (1 + Math.exp(-alpha * x));
      }
      case "HardSwish" -> PointwiseFunctions.of(Pointwise.Function.HARD_SWISH, 0);
      case "Mish" -> PointwiseFunctions.of(Pointwise.Function.MISH, 0);
      case "ThresholdedRelu" -> {
        double alpha = node.number("alpha", 1);
        yield x -> x > alpha ? x : 0;
      }
      case "Erf" -> x -> 1 - Erf.complement(x);
      case "Erfc" -> Erf::complement; // tf2onnx writes it, and ONNX has none
      case "Gelu" ->
          PointwiseFunctions.of(
              node.text("approximate", "none").equals("tanh")
                  ? Pointwise.Function.GELU_TANH
                  : Pointwise.Function.GELU,
              0);
      default -> Folding.unary(node.op()).orElseThrow();
    };
  }

  private static double bound(
      Node node, List<Optional<Numbers>> inputs, String name, int input, double otherwise) {
    if (node.has(name)) {
      double bound = node.number(name, 0);
      return Math.abs(bound) == Float.MAX_VALUE ? otherwise : bound;
    }
    return input < inputs.size() && inputs.get(input).isPresent()
        ? inputs.get(input).get().single(name)
        : otherwise;
  }

  /** Reads an operator on what a step gives and known values. */
  Term combined(Node node, Term.Given given, Numbers known, boolean knownFirst) {
    DoubleBinaryOperator operator = Folding.binary(node.op()).orElseThrow();
    if (known.size() == 1 && known.rank() <= given.sides().length + 1) {
      double number = known.values()[0];
      Optional<PointFunction> line = line(node.op(), given.function(), number, knownFirst);
      if (line.isPresent()) {
        return given.withFunction(line.get(), node.title());
      }
      return applied(
          node,
          given,
          given
              .function()
              .then(
                  x ->
                      knownFirst
                          ? operator.applyAsDouble(number, x)
                          : operator.applyAsDouble(x, number)));
    }
    int[] sides = withoutSamples(known, given.sides().length);
    int[] common = Places.common(given.sides(), sides);
    if (!Arrays.equals(common, given.sides())) {
      if (node.op().equals("Sub") && common.length == given.sides().length) {
        return new Term.Apart(settled(given), known.withSides(sides));
      }
      throw Node.unfit("size of the values", Arrays.toString(known.sides()), "at most those read");
    }
    double[] values = known.withSides(sides).at(Places.stretched(sides, common)).values();
    boolean ofFactor = node.op().equals("Mul") || node.op().equals("Div") && !knownFirst;
    if (!ofFactor && !node.op().equals("Add") && !node.op().equals("Sub")) {
      throw Node.unfit("values", Arrays.toString(known.sides()), "a single number");
    }
    double[] factor = new double[values.length];
    double[] shift = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      switch (node.op()) {
        case "Mul" -> factor[i] = values[i];
        case "Div" -> factor[i] = 1 / values[i];
        case "Sub" -> {
          factor[i] = knownFirst ? -1 : 1;
          shift[i] = knownFirst ? values[i] : -values[i];
        }
        default -> {
          factor[i] = 1;
          shift[i] = values[i];
        }
      }
    }
    return stretched(node, given, factor, shift, known.name());
  }

  private static Optional<PointFunction> line(
      String op, PointFunction before, double number, boolean numberFirst) {
    return switch (op) {
      case "Add" -> Optional.of(before.line(1, number));
      case "Sub" -> Optional.of(numberFirst ? before.line(-1, number) : before.line(1, -number));
      case "Mul" -> Optional.of(before.line(number, 0));
      case "Div" -> numberFirst ? Optional.empty() : Optional.of(before.line(1 / number, 0));
      default -> Optional.empty();
    };
  }

  private static int[] withoutSamples(Numbers known, int rank) {
    int[] sides = known.sides();
    if (sides.length <= rank) {
      return sides;
    }
    if (sides.length > rank + 1 || sides[0] != 1) {
      throw Node.unfit("size of the values", Arrays.toString(sides), "the same for every sample");
    }
    return Arrays.copyOfRange(sides, 1, sides.length);
  }

  /** Reads a Scaler of scikit-learn's: (x − offset)·scale, for all values or each of them. */
  Term.Given scaled(Node node, Term.Given given) {
    double[] offset = node.has("offset") ? node.reals("offset") : new double[] {0};
    double[] scale = node.has("scale") ? node.reals("scale") : new double[] {1};
    int size = given.order().length;
    for (double[] each : List.of(offset, scale)) {
      if (each.length != 1 && each.length != size) {
        throw Node.unfit("values", each.length, "1 or " + size);
      }
    }
    double[] factor = new double[size];
    double[] shift = new double[size];
    for (int i = 0; i < size; i++) {
      factor[i] = scale[scale.length == 1 ? 0 : i];
      shift[i] = -offset[offset.length == 1 ? 0 : i] * factor[i];
    }
    return stretched(node, given, factor, shift, node.name());
  }

  /** Reads BatchNormalization as it acts when it is not trained. */
  Term.Given normalised(Node node, Term.Given given, List<Optional<Numbers>> inputs) {
    if (inputs.size() < 5 || given.sides().length == 0) {
      throw Node.unfit("number of inputs", inputs.size(), 5);
    }
    int maps = given.sides()[0];
    double[][] all = new double[4][];
    for (int i = 0; i < 4; i++) {
      Numbers read = Folding.input(inputs, i + 1).real("input " + (i + 1));
      if (read.size() != maps) {
        throw Node.unfit("input " + (i + 1), read.size() + " values", maps + ", one for each map");
      }
      all[i] = read.values();
    }
    double epsilon = node.number("epsilon", 1e-5f);
    int area = given.order().length / Math.max(1, maps);
    double[] factor = new double[given.order().length];
    double[] shift = new double[factor.length];
    for (int i = 0; i < factor.length; i++) {
      int map = i / area;
      factor[i] = all[0][map] / Math.sqrt(all[3][map] + epsilon);
      shift[i] = all[1][map] - all[2][map] * factor[i];
    }
    // ONNX has what is kept in place of what is taken: 0.9 in single precision is 0.1 again.
    float momentum = (float) (Math.rint(1e6 * (1 - node.number("momentum", 0.9f))) / 1e6);
    boolean ours = epsilon > 0 && momentum > 0 && momentum <= 1;
    Optional<Operation.Normal> normal =
        ours
            ? Optional.of(new Operation.Normal(List.of(all), (float) epsilon, momentum))
            : Optional.empty();
    return stretched(node, given, factor, shift, Folding.input(inputs, 1).name(), normal);
  }

  private Term.Given stretched(
      Node node, Term.Given given, double[] factor, double[] shift, String weights) {
    return stretched(node, given, factor, shift, weights, Optional.empty());
  }

  /** Puts a factor and a shift for each value of a tensor behind what it holds. */
  private Term.Given stretched(
      Node node,
      Term.Given given,
      double[] factor,
      double[] shift,
      String weights,
      Optional<Operation.Normal> normal) {
    Term.Given before = settled(given);
    int size = before.step().shape().size();
    double[] factors = new double[size];
    double[] shifts = new double[size];
    boolean[] set = new boolean[size];
    for (int i = 0; i < factor.length; i++) {
      int place = before.order()[i];
      if (set[place] && (factors[place] != factor[i] || shifts[place] != shift[i])) {
        throw new IllegalArgumentException("treats one value in two ways, wanted one");
      }
      set[place] = true;
      factors[place] = factor[i];
      shifts[place] = shift[i];
    }
    Operation.Stretch each = new Operation.Stretch(factors, shifts);
    Operation.Stretch least = each.gathered(before.step().shape().maps()).orElse(each);
    boolean ofMaps = before.isInOrder() && before.sides()[0] == before.step().shape().maps();
    if (normal.isPresent() && ofMaps) {
      least = least.from(normal.get());
    }
    return before.of(behind(before.step(), least, node.title(weights)));
  }

  /**
   * Puts a stretch behind a step, or into it where it is a sum; a normalisation may stay a layer.
   */
  private static Step behind(Step step, Operation.Stretch stretch, String label) {
    if (step.operation() instanceof Sums sums && stretch.normal().isEmpty()) {
      Optional<Sums> one = sums.before(stretch);
      if (one.isPresent()) {
        return step.before().orElseThrow().then(one.get(), step.label());
      }
    }
    return step.then(stretch, label);
  }

  /** Reads an operator on two tensors made of what the same step gives, value by value. */
  Term.Given both(Node node, Term.Given left, Term.Given right) {
    DoubleBinaryOperator operator = Folding.binary(node.op()).orElseThrow();
    if (left.step() != right.step() || !Arrays.equals(left.order(), right.order())) {
      return stochastic(node, left, right)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "joins two branches, wanted layers one behind the other"));
    }
    return left.withFunction(left.function().with(right.function(), operator), node.title());
  }

  /** Σ x² / Σ x over the positive values of a window, as {@link PoolingWriter} writes it. */
  private Optional<Term.Given> stochastic(Node node, Term.Given squares, Term.Given sums) {
    if (!node.op().equals("Div")
        || !(squares.step().operation() instanceof Operation.Pooled first)
        || !(sums.step().operation() instanceof Operation.Pooled second)
        || !first.equals(second)
        || !first.kind().isMean()
        || !squares.function().isSame()
        || !PointFunction.areEqual(sums.function(), x -> Math.max(x, Float.MIN_NORMAL))) {
      return Optional.empty();
    }
    Step square = squares.step().before().orElseThrow();
    Step sum = sums.step().before().orElseThrow();
    boolean fits =
        square.operation() instanceof Operation.Points above
            && sum.operation() instanceof Operation.Points below
            && square.before().equals(sum.before())
            && PointFunction.areEqual(above.function(), x -> x > 0 ? x * x : 0)
            && below.function().named().equals(Optional.of(ActivationFunction.RELU));
    if (!fits) {
      return Optional.empty();
    }
    Operation pooled = new Operation.Pooled(Pooling.Kind.STOCHASTIC, first.window());
    return Optional.of(squares.of(sum.before().orElseThrow().then(pooled, node.title())));
  }

  /** Returns a tensor that holds what a step gives and nothing made of it since. */
  Term.Given settled(Term.Given given) {
    return given.function().isSame()
        ? given
        : given.of(settled(given.step(), given.function(), given.label()));
  }

  /** The same of the same is the same step, however the tensors lie that it is read from. */
  private Step settled(Step step, PointFunction function, String label) {
    Made made = new Made(step, function);
    Step known = settled.get(made);
    if (known == null) {
      known = settle(step, function, label);
      settled.put(made, known);
    }
    return known;
  }

  private Step settle(Step step, PointFunction function, String label) {
    if (function.isSame()) {
      return step;
    }
    if (function.isLine()) {
      return line(step, label, function.inner(), function.innerShift());
    }
    boolean ours = function.layer("").isPresent();
    if (!ours && function.hasCore()) {
      Step before = line(step, label, function.inner(), function.innerShift());
      PointFunction core = PointFunction.SAME.then(function.g().orElseThrow());
      return line(points(before, core, label), label, function.outer(), function.outerShift());
    }
    Optional<Step> softplus = ours ? Optional.empty() : stretchedSoftplus(step, function, label);
    if (softplus.isPresent()) {
      return softplus.get();
    }
    if (!ours && function.parts().isPresent()) {
      PointFunction.Parts parts = function.parts().get();
      return settled(settled(step, parts.first(), label), parts.second(), label);
    }
    return points(step, function, label);
  }

  /** Makes layers of log(1 + e^βx)/β: PyTorch's Softplus, and LogSigmoid with β = −1. */
  private static Optional<Step> stretchedSoftplus(Step step, PointFunction function, String label) {
    double beta = Math.log(2) / function.applyAsDouble(0);
    DoubleUnaryOperator softplus = PointFunction.of(ActivationFunction.SOFTPLUS);
    boolean fits =
        beta != 1
            && Double.isFinite(beta)
            && PointFunction.areEqual(function, x -> softplus.applyAsDouble(beta * x) / beta);
    if (!fits) {
      return Optional.empty();
    }
    Step inner = line(step, label, beta, 0);
    return Optional.of(
        line(points(inner, PointFunction.SAME.then(softplus), label), label, 1 / beta, 0));
  }

  private static Step points(Step from, PointFunction function, String label) {
    return from.then(new Operation.Points(function), label);
  }

  private static Step line(Step from, String label, double factor, double shift) {
    // A sum over its count: 49·(1/49) is not 1 in binary.
    if (Math.abs(factor - 1) < 1e-12 && shift == 0) {
      return from;
    }
    double[] factors = new double[from.shape().maps()];
    double[] shifts = new double[factors.length];
    Arrays.fill(factors, factor);
    Arrays.fill(shifts, shift);
    return behind(from, new Operation.Stretch(factors, shifts), label);
  }
}
