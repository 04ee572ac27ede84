package io.github.lenetcl.model.onnx;

import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads what stands at the end of a network: softmax and its logarithm, radial basis functions. */
final class EndReader {

  private final long operatorSet;

  EndReader(long operatorSet) {
    this.operatorSet = operatorSet;
  }

  /** Reads Softmax or LogSoftmax: the model gives probabilities in both cases. */
  Term.Given softmax(Node node, Term.Given given) {
    boolean overAll = operatorSet < 13;
    int rank = given.sides().length + 1;
    int axis = Places.axis(node.integer("axis", overAll ? 1 : -1), rank);
    Shape shape = given.step().shape();
    boolean single = given.isInOrder() && shape.area() == 1;
    boolean flat = rank == 2 && given.isInOrder();
    int classes = Maps.isChannelsLast(given) ? rank - 1 : 1;
    boolean maps = Maps.isChannelsLast(given) || Maps.areMaps(given);
    boolean wholeRow = overAll && axis == 1 && single;
    boolean atPositions = maps && axis == classes && !(overAll && shape.area() > 1);
    if (!wholeRow && !(flat && axis == 1) && !atPositions) {
      throw Node.unfit("axis", axis, "1, the classes");
    }
    Step before = flat ? flat(given) : given.step();
    return given.of(before.then(new Operation.Soft(), node.title()));
  }

  /** Returns the step of a row of values, as a row. */
  static Step flat(Term.Given given) {
    Step step = given.step();
    return step.shape().area() > 1 ? step.then(new Operation.Flat(), "Flatten") : step;
  }

  /**
   * Reads scikit-learn's linear classifier: the class that it names, and what it gives for each.
   *
   * @param node the operator
   * @param given what it reads
   */
  List<Term> classifier(Node node, Term.Given given) {
    double[] intercepts = node.reals("intercepts");
    double[] coefficients = node.reals("coefficients");
    int classes = intercepts.length;
    int labels =
        node.has("classlabels_ints")
            ? node.wholes("classlabels_ints").size()
            : node.has("classlabels_strings") ? classes : 0;
    if (classes < 2 || labels != classes || coefficients.length % classes != 0) {
      throw Node.unfit(
          "number of intercepts", classes, labels + ", one for each class, of two or more");
    }
    Numbers matrix =
        new Numbers("", false, new int[] {classes, coefficients.length / classes}, coefficients);
    ProductReader.requireRow(given, matrix.sides()[1], matrix.sides(), ", outputs first");
    Term.Given sums = ProductReader.full(given, matrix, intercepts, node.title());
    String after = node.text("post_transform", "NONE");
    Term.Given result =
        switch (after) {
          case "NONE" -> sums;
          case "SOFTMAX" -> sums.of(sums.step().then(new Operation.Soft(), node.title()));
          default -> throw Node.unfit("post_transform", Node.quote(after), "'SOFTMAX' or 'NONE'");
        };
    return List.of(new Term.Chosen(result), result);
  }

  /** Probabilities add up to 1 as they are. */
  static Term.Given normalized(Node node, Term.Given given) {
    String norm = node.text("norm", "MAX");
    boolean soft = given.step().operation() instanceof Operation.Soft && given.function().isSame();
    if (!norm.equals("L1") || !soft) {
      throw Node.unfit("norm", Node.quote(norm), "'L1' of probabilities");
    }
    return given;
  }

  /** Reads the sum of squares over the units of what has been taken apart for each class. */
  Term.Given radialBasis(Node node, Term.Apart apart, List<Optional<Numbers>> inputs) {
    Shape shape = apart.from().step().shape();
    int[] sides = apart.centers().sides();
    List<Long> axes = Folding.axes(node, inputs, 1).orElse(List.of(-1L));
    node.require("keepdims", 1, 0);
    boolean fits =
        axes.equals(List.of(2L))
            && apart.from().isInOrder()
            && (sides.length == 2 || sides.length == 4 && sides[2] == 1 && sides[3] == 1)
            && apart.from().sides().length == sides.length
            && sides[1] == shape.maps();
    if (!fits) {
      throw Node.unfit(
          "sum over",
          axes + " of centres " + Arrays.toString(sides),
          "[2] of one centre for each class");
    }
    float[][] values = new float[sides[0]][sides[1]];
    for (int i = 0; i < apart.centers().size(); i++) {
      values[i / sides[1]][i % sides[1]] = (float) apart.centers().values()[i];
    }
    boolean trainable = !apart.centers().name().isEmpty();
    Operation radial = new Operation.Radial(new Centers(values), trainable);
    Step step = apart.from().step().then(radial, node.title());
    return sides.length == 2 ? Term.Given.all(step, sides[0]) : Term.Given.maps(step);
  }
}
