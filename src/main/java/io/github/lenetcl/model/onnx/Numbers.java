package io.github.lenetcl.model.onnx;

import io.github.lenetcl.model.NamedTensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * A tensor whose values are known when a file is read: weights, constants, and what the graph
 * computes from sizes. Immutable by agreement: whoever has made the arrays hands them over.
 *
 * @param name the weights that it is made of, or empty
 * @param whole whether its values are integers, which are exact up to 2^53
 * @param sides its sides, outermost first
 * @param values its values, last side innermost
 */
record Numbers(String name, boolean whole, int[] sides, double[] values) {

  static Numbers of(NamedTensor tensor) {
    int[] sides = tensor.shape().stream().mapToInt(Integer::intValue).toArray();
    double[] values =
        tensor.type().isReal()
            ? tensor.doubles()
            : Arrays.stream(tensor.longs()).asDoubleStream().toArray();
    return new Numbers(tensor.name(), !tensor.type().isReal(), sides, values);
  }

  static Numbers whole(int... values) {
    double[] wide = Arrays.stream(values).asDoubleStream().toArray();
    return new Numbers("", true, new int[] {values.length}, wide);
  }

  int size() {
    return values.length;
  }

  int rank() {
    return sides.length;
  }

  Numbers withSides(int... other) {
    return new Numbers(name, whole, other, values);
  }

  /** Returns the one number that it is. */
  double single(String what) {
    if (values.length != 1) {
      throw Node.unfit(what, Arrays.toString(sides), "a single number");
    }
    return values[0];
  }

  /** Returns the number that all its values are, if they are one. */
  Optional<Double> uniform() {
    boolean one = values.length > 0 && Arrays.stream(values).allMatch(it -> it == values[0]);
    return one ? Optional.of(values[0]) : Optional.empty();
  }

  /** Returns its values as the list of integers that they are. */
  List<Long> integers(String what) {
    if (!whole) {
      throw Node.unfit(what, "of real numbers", "integers");
    }
    return Arrays.stream(values).mapToObj(value -> (long) value).toList();
  }

  /** Refuses integers where weights are wanted. */
  Numbers real(String what) {
    if (whole) {
      throw Node.unfit(what, "of integers", "real numbers");
    }
    return this;
  }

  Numbers map(DoubleUnaryOperator operator) {
    return new Numbers(name, whole, sides, Arrays.stream(values).map(operator).toArray());
  }

  /** Returns the values at places of this one. */
  Numbers at(int[] places, int... other) {
    double[] result = new double[places.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = values[places[i]];
    }
    return new Numbers(name, whole, other, result);
  }

  /** Combines two, stretching sides of one; the result's sides are known to be these. */
  Numbers with(Numbers that, int[] common, DoubleBinaryOperator operator) {
    int[] left = Places.stretched(sides, common);
    int[] right = Places.stretched(that.sides, common);
    double[] result = new double[left.length];
    for (int i = 0; i < result.length; i++) {
      double value = operator.applyAsDouble(values[left[i]], that.values[right[i]]);
      result[i] = whole && that.whole ? (long) value : value;
    }
    String own = name.isEmpty() ? that.name : name;
    return new Numbers(own, whole && that.whole, common, result);
  }
}
