package io.github.lenetcl.model.onnx;

import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads branches of one input that are alike, such as LeNet-5's C3 in parts: joined or added, they
 * are one convolution with a table.
 */
final class BranchReader {
  private static final double[] NONE = {};

  /** The most steps behind convolutions that are joined. */
  private static final int MOST_JOINED = 16;

  private final PointReader points;
  private final LayoutReader layouts;

  BranchReader(PointReader points, LayoutReader layouts) {
    this.points = points;
    this.layouts = layouts;
  }

  /** Adds what two branches give, if they are alike. */
  Optional<Term.Given> added(Node node, Term.Given left, Term.Given right) {
    Term.Given a = points.settled(left);
    Term.Given b = points.settled(right);
    boolean alike =
        Stream.of(a, b).allMatch(it -> it.isInOrder() && Maps.areMaps(it))
            && a.step().shape().equals(b.step().shape());
    return alike
        ? added(List.of(a.step(), b.step()), node.title()).map(Term.Given::maps)
        : Optional.empty();
  }

  /** Joins what branches give, or parts of what a step gives. */
  Term concat(Node node, List<Optional<Term>> inputs) {
    List<Term.Given> parts = new ArrayList<>();
    for (Optional<Term> input : inputs) {
      if (!(input.orElse(null) instanceof Term.Given given)) {
        throw Node.unfit("inputs", "known values among others", "what layers give");
      }
      parts.add(points.settled(given));
    }
    Set<Step> steps = parts.stream().map(Term.Given::step).collect(Collectors.toSet());
    if (steps.size() == 1) {
      return layouts.concat(node, parts);
    }
    boolean maps =
        node.integer("axis", 1) == 1
            && parts.stream().allMatch(part -> part.isInOrder() && Maps.areMaps(part));
    Optional<Step> joined =
        maps ? joined(parts.stream().map(Term.Given::step).toList()) : Optional.empty();
    return joined
        .<Term>map(Term.Given::maps)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "joins branches, wanted convolutions alike of one input"));
  }

  /** Joins convolutions of one input, and what stands alike behind them, as one with a table. */
  private static Optional<Step> joined(List<Step> steps) {
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
  private static Optional<Step> added(List<Step> steps, String label) {
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
