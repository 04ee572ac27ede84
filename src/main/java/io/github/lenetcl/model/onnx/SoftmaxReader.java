package io.github.lenetcl.model.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a softmax that is written out: exponentials over their sum, or scores less its logarithm,
 * both with the largest score taken away before or not.
 */
final class SoftmaxReader {

  private static final Set<String> REDUCTIONS = Set.of("ReduceMax", "ReduceSum", "ReduceLogSumExp");

  private final PointReader points;
  private final LayoutReader layouts;

  SoftmaxReader(PointReader points, LayoutReader layouts) {
    this.points = points;
    this.layouts = layouts;
  }

  /** Returns whether a node makes a part of a softmax, or goes on from one. */
  static boolean reads(Node node, List<Optional<Term>> inputs) {
    boolean ofRow =
        REDUCTIONS.contains(node.op())
            && inputs.get(0).orElse(null) instanceof Term.Given given
            && given.sides().length == 1;
    return ofRow || inputs.stream().anyMatch(SoftmaxReader::isPartial);
  }

  private static boolean isPartial(Optional<Term> input) {
    return input.orElse(null) instanceof Term.Partial;
  }

  /**
   * Reads such a node.
   *
   * @param node the operator
   * @param inputs what it reads
   * @param known those of them that are known
   */
  Term read(Node node, List<Optional<Term>> inputs, List<Optional<Numbers>> known) {
    Term first = inputs.get(0).orElseThrow();
    Term second = inputs.size() > 1 ? inputs.get(1).orElse(null) : null;
    if (REDUCTIONS.contains(node.op())) {
      return reduced(node, first, known);
    }
    if (first instanceof Term.Partial partial && !isBinary(node)) {
      return next(node, partial, known);
    }
    return combined(node, first, second)
        .orElseThrow(() -> Node.unfit("inputs", "parts of a softmax", "those that make one"));
  }

  private static boolean isBinary(Node node) {
    return Folding.binary(node.op()).isPresent();
  }

  private Term reduced(Node node, Term term, List<Optional<Numbers>> known) {
    int rank = term instanceof Term.Partial partial ? partial.sides().length : 1;
    List<Long> axes = Folding.axes(node, known, 1).orElse(List.of());
    if (rank != 1 || axes.size() != 1 || Places.axis(axes.get(0), 2) != 1) {
      throw Node.unfit("axes", axes, "[1], the classes");
    }
    int[] sides = node.integer("keepdims", 1) == 0 ? new int[0] : new int[] {1};
    if (term instanceof Term.Partial partial) {
      if (node.op().equals("ReduceSum") && partial.part() == Term.Part.EXPONENTIALS) {
        return partial.as(Term.Part.SUM, sides);
      }
    } else if (term instanceof Term.Given given) {
      if (!node.op().equals("ReduceSum")) {
        boolean most = node.op().equals("ReduceMax");
        Term.Part part = most ? Term.Part.MOST : Term.Part.LOGARITHM;
        return new Term.Partial(points.settled(given), part, false, sides);
      }
      Optional<Term.Given> scores = exponents(given);
      if (scores.isPresent()) {
        return new Term.Partial(scores.get(), Term.Part.SUM, false, sides);
      }
    }
    throw Node.unfit("input 0", "of another kind", "exponentials of what a layer gives");
  }

  /** Returns what the values of a tensor are the exponentials of, if they are. */
  private Optional<Term.Given> exponents(Term.Given given) {
    PointFunction function = given.function();
    boolean fits =
        function.outer() == 1
            && function.outerShift() == 0
            && function.g().filter(g -> PointFunction.areEqual(g, Math::exp)).isPresent();
    return fits
        ? Optional.of(
            points.settled(
                given.withFunction(
                    PointFunction.SAME.line(function.inner(), function.innerShift()),
                    given.label())))
        : Optional.empty();
  }

  private Term next(Node node, Term.Partial partial, List<Optional<Numbers>> known) {
    int[] whole = layouts.whole(partial.sides());
    return switch (node.op()) {
      case "Identity", "Cast" -> partial;
      case "Shape" -> new Term.Known(Folding.shape(node, whole));
      case "Exp" -> partial.from(Term.Part.CENTRED, Term.Part.EXPONENTIALS);
      case "Log" -> partial.from(Term.Part.SUM, Term.Part.LOGARITHM);
      case "Reshape" -> {
        List<Long> wanted = Folding.longs(node, known, 1, "shape");
        yield partial.of(layouts.own(Places.reshaped(whole, wanted, false), wanted));
      }
      case "Unsqueeze" -> {
        List<Long> axes = Folding.longs(node, known, 1, "axes");
        yield partial.of(layouts.own(Folding.unsqueezed(whole, axes), axes));
      }
      case "Squeeze" -> {
        Optional<List<Long>> axes = Folding.axes(node, known, 1);
        yield partial.of(layouts.own(Folding.squeezed(whole, axes), axes));
      }
      case "Expand" -> {
        int[] wanted =
            Folding.longs(node, known, 1, "shape").stream().mapToInt(Math::toIntExact).toArray();
        int[] common = Places.common(whole, wanted);
        if (common.length != whole.length) {
          throw Node.unfit("shape", Arrays.toString(wanted), "as many sides as before");
        }
        yield partial.of(layouts.own(common, Arrays.toString(common)));
      }
      default -> throw Node.unfit("input 0", "a part of a softmax", "the rest of it behind");
    };
  }

  private Optional<Term> combined(Node node, Term first, Term second) {
    if (second instanceof Term.Partial right) {
      Optional<Term.Given> left =
          first instanceof Term.Given given ? Optional.of(given) : Optional.empty();
      switch (node.op()) {
        case "Sub" -> {
          if (right.is(Term.Part.MOST, false) && left.isPresent()) {
            return behind(points.settled(left.get()), right)
                .map(scores -> new Term.Partial(scores, Term.Part.CENTRED, true, scores.sides()));
          }
          if (right.is(Term.Part.LOGARITHM, false) && left.isPresent()) {
            return softmax(node, points.settled(left.get()), right);
          }
          if (right.is(Term.Part.LOGARITHM, true)
              && first instanceof Term.Partial centred
              && centred.part() == Term.Part.CENTRED) {
            return softmax(node, centred.scores(), right);
          }
        }
        case "Div" -> {
          if (right.is(Term.Part.SUM, false) && left.isPresent()) {
            return exponents(left.get()).flatMap(scores -> softmax(node, scores, right));
          }
          if (right.is(Term.Part.SUM, true)
              && first instanceof Term.Partial exponentials
              && exponentials.part() == Term.Part.EXPONENTIALS) {
            return softmax(node, exponentials.scores(), right);
          }
        }
        case "Add" -> {
          if (first instanceof Term.Partial other) {
            return sum(other, right).or(() -> sum(right, other));
          }
        }
        default -> {
          // The largest of nothing is -inf, from which some begin.
        }
      }
    }
    if (node.op().equals("Max")) {
      return first instanceof Term.Partial
          ? most((Term.Partial) first, second)
          : most((Term.Partial) second, first);
    }
    return Optional.empty();
  }

  private static Optional<Term> most(Term.Partial partial, Term other) {
    boolean fits =
        partial.part() == Term.Part.MOST
            && other instanceof Term.Known known
            && known.numbers().uniform().filter(value -> value < -1e30).isPresent();
    return fits ? Optional.of(partial) : Optional.empty();
  }

  /** The logarithm of a sum of exponentials, and the score that was taken away before. */
  private static Optional<Term> sum(Term.Partial logarithm, Term.Partial most) {
    boolean fits =
        logarithm.is(Term.Part.LOGARITHM, true)
            && most.is(Term.Part.MOST, false)
            && logarithm.scores().step() == most.scores().step()
            && Arrays.equals(logarithm.sides(), most.sides());
    return fits
        ? Optional.of(
            new Term.Partial(logarithm.scores(), Term.Part.LOGARITHM, false, logarithm.sides()))
        : Optional.empty();
  }

  /** Returns scores, where a part was made of the same ones and has a value for each of them. */
  private static Optional<Term.Given> behind(Term.Given scores, Term.Partial part) {
    int classes = scores.order().length;
    int[] sides = part.sides();
    boolean fits =
        scores.step() == part.scores().step()
            && Arrays.equals(scores.order(), part.scores().order())
            && scores.sides().length == 1
            && sides.length == 1
            && (sides[0] == 1 || sides[0] == classes);
    return fits ? Optional.of(scores) : Optional.empty();
  }

  private static Optional<Term> softmax(Node node, Term.Given scores, Term.Partial part) {
    return behind(scores, part)
        .filter(Term.Given::isInOrder)
        .map(given -> given.of(EndReader.flat(given).then(new Operation.Soft(), node.title())));
  }
}
