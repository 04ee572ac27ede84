package io.github.lenetcl.model.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Computes what a graph does with values that are known when it is read: weights that it turns,
 * sizes that it reckons with. All in double precision.
 *
 * <p>A file is hostile until it is read: what is computed may, all together, hold no more values
 * than a small multiple of those that stand in the file.
 */
final class Folding {

  private static final Set<String> OPERATORS =
      Set.of(
          "Identity",
          "Dropout",
          "Cast",
          "Reshape",
          "Flatten",
          "Squeeze",
          "Unsqueeze",
          "Transpose",
          "Concat",
          "Gather",
          "Slice",
          "Expand",
          "ConstantOfShape",
          "ReduceProd",
          "ReduceSum",
          "ReduceMean",
          "ReduceMax",
          "ReduceMin",
          "ReduceL2",
          "Where",
          "Range",
          "Shape",
          "Size");

  /** From here on operators match sides from the last one, as NumPy does. */
  private static final long FIRST_NUMPY_SET = 7;

  private final long operatorSet;
  private long left;

  /**
   * Begins with a file.
   *
   * @param operatorSet the version of its operators
   * @param values the number of values that stand in it
   */
  Folding(long operatorSet, long values) {
    this.operatorSet = operatorSet;
    this.left = 8 * values + (1 << 20);
  }

  boolean canFold(String op) {
    return OPERATORS.contains(op) || binary(op).isPresent() || unary(op).isPresent();
  }

  /** Returns the value of a node {@code Constant}. */
  static Numbers constant(Node node) {
    Attribute value = node.attributes().get("value");
    if (value instanceof Attribute.Constant constant) {
      return Numbers.of(constant.value());
    }
    if (node.has("value_float")) {
      double[] number = {node.number("value_float", 0)};
      return new Numbers("", false, new int[0], number);
    }
    if (node.has("value_floats")) {
      double[] numbers = node.reals("value_floats");
      return new Numbers("", false, new int[] {numbers.length}, numbers);
    }
    if (node.has("value_int")) {
      return new Numbers("", true, new int[0], new double[] {node.integer("value_int", 0)});
    }
    if (node.has("value_ints")) {
      double[] numbers =
          node.wholes("value_ints").stream().mapToDouble(Long::doubleValue).toArray();
      return new Numbers("", true, new int[] {numbers.length}, numbers);
    }
    throw Node.unfit("value", "of another kind", "numbers");
  }

  /**
   * Computes a node.
   *
   * @param node the node
   * @param inputs what it reads; nothing where an input is left out
   */
  Numbers fold(Node node, List<Optional<Numbers>> inputs) {
    Numbers first =
        inputs.stream()
            .findFirst()
            .flatMap(input -> input)
            .orElseThrow(() -> Node.unfit("input 0", "absent", "a tensor"));
    Optional<DoubleBinaryOperator> binary = binary(node.op());
    Optional<DoubleUnaryOperator> unary = unary(node.op());
    Numbers result;
    if (binary.isPresent()) {
      if (inputs.size() != 2) {
        throw Node.unfit("number of inputs", inputs.size(), 2);
      }
      Numbers second = input(inputs, 1);
      int[] common = Places.common(first.sides(), second.sides());
      spend(Places.count(common));
      DoubleBinaryOperator operator = binary.get();
      if (node.op().equals("Div") && first.whole() && second.whole()) {
        operator = (a, b) -> b == 0 ? 0 : (long) (a / b);
      }
      result = first.with(second, common, operator);
    } else if (unary.isPresent()) {
      result = first.map(unary.get());
    } else {
      result = moved(node, first, inputs);
    }
    spend(result.size());
    return result;
  }

  private Numbers moved(Node node, Numbers first, List<Optional<Numbers>> inputs) {
    int[] sides = first.sides();
    return switch (node.op()) {
      case "Identity", "Dropout" -> first;
      case "Cast" -> cast(node, first);
      case "Shape" -> shape(node, sides);
      case "Size" -> new Numbers("", true, new int[0], new double[] {first.size()});
      case "Reshape" ->
          first.withSides(
              Places.reshaped(
                  sides, longs(node, inputs, 1, "shape"), node.integer("allowzero", 0) != 0));
      case "Flatten" -> {
        long axis = node.integer("axis", 1);
        int rows = 1;
        for (int i = 0; i < Math.min(axis < 0 ? axis + sides.length : axis, sides.length); i++) {
          rows *= sides[i];
        }
        yield first.withSides(rows, rows == 0 ? 0 : first.size() / rows);
      }
      case "Squeeze" -> first.withSides(squeezed(sides, axes(node, inputs, 1)));
      case "Unsqueeze" -> first.withSides(unsqueezed(sides, longs(node, inputs, 1, "axes")));
      case "Transpose" -> {
        int[] order = Places.order(node, sides.length);
        yield first.at(Places.transposed(sides, order), Places.pick(sides, order));
      }
      case "Concat" -> concat(node, inputs);
      case "Gather" -> gather(node, first, input(inputs, 1));
      case "Slice" -> slice(node, first, inputs);
      case "Expand" -> {
        int[] wanted = ints(longs(node, inputs, 1, "shape"));
        int[] common = Places.common(sides, wanted);
        spend(Places.count(common));
        yield first.at(Places.stretched(sides, common), common);
      }
      case "ConstantOfShape" -> {
        int[] wanted = ints(first.integers("shape"));
        double[] values = new double[spend(Places.count(wanted))];
        Numbers filling =
            node.has("value") ? constant(node) : new Numbers("", false, new int[0], new double[1]);
        Arrays.fill(values, filling.single("value"));
        yield new Numbers("", filling.whole(), wanted, values);
      }
      case "ReduceProd", "ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceL2" ->
          reduced(node, first, inputs);
      case "Where" -> {
        Numbers yes = input(inputs, 1);
        Numbers no = input(inputs, 2);
        int[] common = Places.common(sides, Places.common(yes.sides(), no.sides()));
        spend(2 * Places.count(common));
        Numbers ifNot = first.with(no, common, (c, b) -> c != 0 ? 0 : b);
        Numbers ifSo = first.with(yes, common, (c, a) -> c != 0 ? a : 0);
        Numbers sum = ifSo.with(ifNot, common, Double::sum);
        yield new Numbers("", yes.whole(), common, sum.values());
      }
      case "Range" -> {
        double start = first.single("start");
        double step = input(inputs, 2).single("delta");
        double count = Math.ceil((input(inputs, 1).single("limit") - start) / step);
        int[] one = {(int) Math.max(0, Math.min(count, Integer.MAX_VALUE))};
        double[] values = new double[spend(Places.count(one))];
        Arrays.setAll(values, i -> start + i * step);
        yield new Numbers("", first.whole(), one, values);
      }
      default -> throw new IllegalArgumentException("no operator on known values");
    };
  }

  /** Makes one value of all along some axes, or of all. */
  private static Numbers reduced(Node node, Numbers first, List<Optional<Numbers>> inputs) {
    int[] sides = first.sides();
    List<Long> all = IntStream.range(0, sides.length).mapToObj(Long::valueOf).toList();
    List<Integer> axes =
        axes(node, inputs, 1).filter(some -> !some.isEmpty()).orElse(all).stream()
            .map(axis -> Places.axis(axis, sides.length))
            .toList();
    int[] kept = sides.clone();
    axes.forEach(axis -> kept[axis] = 1);
    int[] places = Places.stretched(kept, sides);
    double[] results = new double[Places.count(kept)];
    int[] counts = new int[results.length];
    for (int i = 0; i < places.length; i++) {
      double value = first.values()[i];
      double before = results[places[i]];
      boolean begins = counts[places[i]]++ == 0;
      results[places[i]] =
          switch (node.op()) {
            case "ReduceProd" -> begins ? value : before * value;
            case "ReduceMax" -> begins ? value : Math.max(before, value);
            case "ReduceMin" -> begins ? value : Math.min(before, value);
            case "ReduceL2" -> before + value * value;
            default -> before + value;
          };
    }
    for (int i = 0; i < results.length; i++) {
      results[i] =
          switch (node.op()) {
            case "ReduceL2" -> Math.sqrt(results[i]);
            case "ReduceMean" -> results[i] / Math.max(1, counts[i]);
            default -> results[i];
          };
    }
    int[] left =
        node.integer("keepdims", 1) != 0
            ? kept
            : IntStream.range(0, sides.length)
                .filter(axis -> !axes.contains(axis))
                .map(axis -> sides[axis])
                .toArray();
    return new Numbers("", first.whole(), left, results);
  }

  private int spend(int values) {
    left -= values;
    if (left < 0) {
      throw new IllegalArgumentException(
          "computes more values than a small multiple of those in the file");
    }
    return values;
  }

  /** Returns what Shape gives, all sides or some. */
  static Numbers shape(Node node, int[] sides) {
    int start = bound(node.integer("start", 0), sides.length);
    int end = bound(node.integer("end", sides.length), sides.length);
    return Numbers.whole(Arrays.copyOfRange(sides, start, Math.max(start, end)));
  }

  private static int bound(long index, int count) {
    return (int) Math.max(0, Math.min(count, index < 0 ? index + count : index));
  }

  private static Numbers cast(Node node, Numbers first) {
    boolean real = isReal(node.integer("to", 1));
    if (real || first.whole()) {
      return new Numbers(first.name(), !real, first.sides(), first.values());
    }
    Numbers cut = first.map(value -> (long) value);
    return new Numbers("", true, cut.sides(), cut.values());
  }

  /** Whether one of ONNX's numbers of element types is that of real numbers. */
  static boolean isReal(long type) {
    return type == 1 || type == 10 || type == 11 || type == 16;
  }

  private static Numbers concat(Node node, List<Optional<Numbers>> inputs) {
    List<Numbers> parts =
        IntStream.range(0, inputs.size()).mapToObj(i -> input(inputs, i)).toList();
    int[] sides = parts.get(0).sides().clone();
    int axis = Places.axis(node.integer("axis", 0), sides.length);
    double[][] values = parts.stream().map(Numbers::values).toArray(double[][]::new);
    List<int[]> all = parts.stream().map(Numbers::sides).toList();
    int[] joined = joined(all, axis);
    double[] result = new double[Places.count(joined)];
    int block = 0;
    int width = result.length == 0 ? 0 : result.length / outer(joined, axis);
    for (int i = 0; i < values.length; i++) {
      int own = values[i].length == 0 ? 0 : values[i].length / outer(joined, axis);
      for (int row = 0; own > 0 && row < outer(joined, axis); row++) {
        System.arraycopy(values[i], row * own, result, row * width + block, own);
      }
      block += own;
    }
    return new Numbers("", parts.get(0).whole(), joined, result);
  }

  private static int outer(int[] sides, int axis) {
    return Places.count(Arrays.copyOf(sides, axis));
  }

  /** Returns the sides of tensors laid one behind the other along an axis. */
  static int[] joined(List<int[]> all, int axis) {
    int[] joined = all.get(0).clone();
    for (int[] more : all.subList(1, all.size())) {
      for (int i = 0; i < Math.max(joined.length, more.length); i++) {
        if (joined.length != more.length || i != axis && joined[i] != more[i]) {
          throw Node.unfit(
              "sides", Arrays.toString(joined) + " and " + Arrays.toString(more), "equal ones");
        }
      }
      joined[axis] = Math.addExact(joined[axis], more[axis]);
    }
    return joined;
  }

  private Numbers gather(Node node, Numbers first, Numbers indices) {
    int axis = Places.axis(node.integer("axis", 0), first.rank());
    int[] chosen = indices(indices, first.sides()[axis]);
    int[] sides = gathered(first.sides(), axis, indices.sides());
    spend(Places.count(sides));
    return first.at(Places.selected(first.sides(), axis, chosen), sides);
  }

  static int[] indices(Numbers indices, int side) {
    return indices.integers("indices").stream().mapToInt(i -> Places.axis(i, side)).toArray();
  }

  static int[] gathered(int[] sides, int axis, int[] indices) {
    int[] result = new int[sides.length - 1 + indices.length];
    System.arraycopy(sides, 0, result, 0, axis);
    System.arraycopy(indices, 0, result, axis, indices.length);
    System.arraycopy(sides, axis + 1, result, axis + indices.length, sides.length - axis - 1);
    return result;
  }

  private Numbers slice(Node node, Numbers first, List<Optional<Numbers>> inputs) {
    Numbers result = first;
    for (Cut cut : cuts(node, inputs, first.sides())) {
      int[] sides = result.sides().clone();
      int[] places = Places.selected(sides, cut.axis(), cut.indices());
      sides[cut.axis()] = cut.indices().length;
      result = result.at(places, sides);
    }
    return result;
  }

  /** What Slice takes along one axis. */
  record Cut(int axis, int[] indices) {}

  /** Returns what a Slice takes, axis by axis. */
  static List<Cut> cuts(Node node, List<Optional<Numbers>> inputs, int[] sides) {
    List<Long> starts = longs(node, inputs, 1, "starts");
    List<Long> ends = longs(node, inputs, 2, "ends");
    List<Long> all = IntStream.range(0, starts.size()).mapToObj(Long::valueOf).toList();
    List<Long> axes = axes(node, inputs, 3).orElse(all);
    List<Long> ones = all.stream().map(i -> 1L).toList();
    List<Long> steps = inputs.size() > 4 ? longs(node, inputs, 4, "steps") : ones;
    if (ends.size() != starts.size()
        || axes.size() != starts.size()
        || steps.size() != starts.size()) {
      throw Node.unfit("ends", ends, "as many as starts, axes and steps");
    }
    List<Cut> cuts = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      int axis = Places.axis(axes.get(i), sides.length);
      cuts.add(new Cut(axis, Places.range(starts.get(i), ends.get(i), steps.get(i), sides[axis])));
    }
    return cuts;
  }

  /** Puts values where an old operator's axis has them: from that side of the tensor on. */
  Numbers aligned(Node node, Term.Given given, Numbers numbers) {
    int rank = given.sides().length + 1;
    if (operatorSet >= FIRST_NUMPY_SET || !node.has("axis")) {
      return numbers;
    }
    int axis = Places.axis(node.integer("axis", 0), rank);
    int[] sides = Arrays.copyOf(numbers.sides(), Math.max(numbers.rank(), rank - axis));
    Arrays.fill(sides, numbers.rank(), sides.length, 1);
    return new Numbers(numbers.name(), numbers.whole(), sides, numbers.values());
  }

  /** Returns integers that stand in an attribute in older operator sets, in an input in later. */
  static List<Long> longs(Node node, List<Optional<Numbers>> inputs, int input, String name) {
    if (node.has(name)) {
      return node.wholes(name);
    }
    return input(inputs, input).integers(name);
  }

  /** Returns the axes that a node names, if it names any. */
  static Optional<List<Long>> axes(Node node, List<Optional<Numbers>> inputs, int input) {
    boolean named = node.has("axes") || input < inputs.size() && inputs.get(input).isPresent();
    return named ? Optional.of(longs(node, inputs, input, "axes")) : Optional.empty();
  }

  /** Returns sides without those of 1, or without the axes named. */
  static int[] squeezed(int[] sides, Optional<List<Long>> axes) {
    List<Integer> out =
        axes.map(some -> some.stream().map(axis -> Places.axis(axis, sides.length)).toList())
            .orElse(IntStream.range(0, sides.length).filter(i -> sides[i] == 1).boxed().toList());
    for (int axis : out) {
      if (sides[axis] != 1) {
        throw Node.unfit("axes", out, "sides of 1 of " + Arrays.toString(sides));
      }
    }
    return IntStream.range(0, sides.length)
        .filter(i -> !out.contains(i))
        .map(i -> sides[i])
        .toArray();
  }

  /** Returns sides with further ones of 1. */
  static int[] unsqueezed(int[] sides, List<Long> axes) {
    int rank = sides.length + axes.size();
    if (rank > 8) {
      throw Node.unfit("axes", axes, "at most 8 sides");
    }
    List<Integer> in = axes.stream().map(axis -> Places.axis(axis, rank)).distinct().toList();
    int[] result = new int[sides.length + in.size()];
    int next = 0;
    for (int i = 0; i < result.length; i++) {
      result[i] = in.contains(i) ? 1 : sides[next++];
    }
    return result;
  }

  static Numbers input(List<Optional<Numbers>> inputs, int index) {
    if (index >= inputs.size()) {
      throw Node.unfit("input " + index, "absent", "a tensor");
    }
    return inputs.get(index).orElseThrow(() -> Node.unfit("input " + index, "absent", "a tensor"));
  }

  private static int[] ints(List<Long> values) {
    return values.stream().mapToInt(Math::toIntExact).toArray();
  }

  static Optional<DoubleBinaryOperator> binary(String op) {
    return Optional.ofNullable(
        switch (op) {
          case "Add", "Sum" -> (a, b) -> a + b;
          case "Sub" -> (a, b) -> a - b;
          case "Mul" -> (a, b) -> a * b;
          case "Div" -> (a, b) -> a / b;
          case "Pow" -> Math::pow;
          case "Max" -> Math::max;
          case "Min" -> Math::min;
          case "Mean" -> (a, b) -> (a + b) / 2;
          case "And" -> (a, b) -> a != 0 && b != 0 ? 1 : 0;
          case "Or" -> (a, b) -> a != 0 || b != 0 ? 1 : 0;
          case "Equal" -> (a, b) -> a == b ? 1 : 0;
          case "Greater" -> (a, b) -> a > b ? 1 : 0;
          case "GreaterOrEqual" -> (a, b) -> a >= b ? 1 : 0;
          case "Less" -> (a, b) -> a < b ? 1 : 0;
          case "LessOrEqual" -> (a, b) -> a <= b ? 1 : 0;
          default -> null;
        });
  }

  static Optional<DoubleUnaryOperator> unary(String op) {
    return Optional.ofNullable(
        switch (op) {
          case "Abs" -> Math::abs;
          case "Neg" -> x -> -x;
          case "Not" -> x -> x == 0 ? 1 : 0;
          case "Sqrt" -> Math::sqrt;
          case "Reciprocal" -> x -> 1 / x;
          case "Exp" -> Math::exp;
          case "Expm1" -> Math::expm1; // tf2onnx writes it, and ONNX has none
          case "Log" -> Math::log;
          case "Floor" -> Math::floor;
          case "Ceil" -> Math::ceil;
          default -> null;
        });
  }
}
