package io.github.lenetcl.model.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads full connections: {@code Gemm} and {@code MatMul}, of a row or at every position. */
final class ProductReader {
  private static final double[] NONE = {};

  private ProductReader() {}

  /** Reads {@code Gemm} or {@code MatMul}: full connections. */
  static Term.Given product(Node node, Term.Given given, List<Optional<Numbers>> inputs) {
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
    String label = node.title(weight.name(), inputs.size() > 2 ? SumReader.name(inputs, 2) : "");
    if (given.sides().length == 3 && Maps.isChannelsLast(given)) {
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
}
