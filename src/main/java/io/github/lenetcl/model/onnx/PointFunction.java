package io.github.lenetcl.model.onnx;

import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Layer;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * What a graph makes of every single value x of a layer by a few operators: outer·g(inner·x +
 * innerShift) + outerShift. Frameworks write the same function in many ways, softsign for one as
 * x/(1 + |x|); which of ours it is, is told by its values rather than by the operators.
 *
 * @param inner the factor of x
 * @param innerShift what is added to that
 * @param g a function that is no straight line, if there is any
 * @param outer the factor of g
 * @param outerShift what is added to that
 * @param cost how many operators it takes, bounded: a file may write as many as it likes
 * @param parts two functions one behind the other that it was made of, if it was
 */
record PointFunction(
    double inner,
    double innerShift,
    Optional<DoubleUnaryOperator> g,
    double outer,
    double outerShift,
    int cost,
    Optional<Parts> parts)
    implements DoubleUnaryOperator {

  static final PointFunction SAME =
      new PointFunction(1, 0, Optional.empty(), 1, 0, 0, Optional.empty());

  /** A function and what is made of it. */
  record Parts(PointFunction first, PointFunction second) {}

  private static final double TOLERANCE = 1e-6;
  private static final int MOST_OPERATORS = 200;

  PointFunction {
    if (cost > MOST_OPERATORS) {
      throw Node.unfit("number of operators of one function", cost, "at most " + MOST_OPERATORS);
    }
  }

  @Override
  public double applyAsDouble(double x) {
    double between = inner * x + innerShift;
    return g.isEmpty() ? between : outer * g.get().applyAsDouble(between) + outerShift;
  }

  boolean isSame() {
    return isLine() && inner == 1 && innerShift == 0;
  }

  boolean isLine() {
    return g.isEmpty();
  }

  /** Returns factor·this + shift. */
  PointFunction line(double factor, double shift) {
    return isLine()
        ? new PointFunction(factor * inner, factor * innerShift + shift, g, 1, 0, cost, parts)
        : new PointFunction(
            inner,
            innerShift,
            g,
            factor * outer,
            factor * outerShift + shift,
            cost,
            parts.map(two -> new Parts(two.first(), two.second().line(factor, shift))));
  }

  /** Returns a function of this. */
  PointFunction then(DoubleUnaryOperator function) {
    if (isLine()) {
      return new PointFunction(inner, innerShift, Optional.of(function), 1, 0, cost + 1, parts);
    }
    DoubleUnaryOperator first = g.get();
    double factor = outer;
    double shift = outerShift;
    return new PointFunction(
        inner,
        innerShift,
        Optional.of(x -> function.applyAsDouble(factor * first.applyAsDouble(x) + shift)),
        1,
        0,
        cost + 1,
        Optional.of(new Parts(this, SAME.then(function))));
  }

  /** Returns what an operator makes of this and another function of the same value. */
  PointFunction with(PointFunction that, DoubleBinaryOperator operator) {
    DoubleUnaryOperator both = x -> operator.applyAsDouble(applyAsDouble(x), that.applyAsDouble(x));
    return new PointFunction(1, 0, Optional.of(both), 1, 0, cost + that.cost + 1, Optional.empty());
  }

  /** Returns this where a condition is not 0, and another function elsewhere. */
  PointFunction choosing(PointFunction condition, PointFunction otherwise) {
    DoubleUnaryOperator either =
        x -> condition.applyAsDouble(x) != 0 ? applyAsDouble(x) : otherwise.applyAsDouble(x);
    int operators = cost + condition.cost + otherwise.cost + 1;
    return new PointFunction(1, 0, Optional.of(either), 1, 0, operators, Optional.empty());
  }

  /** Returns the function of ours that this is, if it is one. */
  Optional<ActivationFunction> named() {
    return find(this);
  }

  /** Returns the layer that makes this of its inputs, if there is one. */
  Optional<Layer> layer(String name) {
    return isSame()
        ? Optional.of(new Activation(name, ActivationFunction.LINEAR))
        : layer(this, name);
  }

  /** Returns whether a function of ours stands between two straight lines here. */
  boolean hasCore() {
    return g.isPresent() && layer(g.get(), "").isPresent();
  }

  private static Optional<Layer> layer(DoubleUnaryOperator function, String name) {
    Optional<ActivationFunction> found = find(function);
    return found.isPresent()
        ? Optional.of(new Activation(name, found.get()))
        : PointwiseFunctions.find(function, name).map(layer -> layer);
  }

  private static Optional<ActivationFunction> find(DoubleUnaryOperator function) {
    for (ActivationFunction ours : ActivationFunction.values()) {
      if (ours != ActivationFunction.LINEAR && areEqual(function, of(ours))) {
        return Optional.of(ours);
      }
    }
    return Optional.empty();
  }

  /**
   * Compares at values of all sizes on both sides of 0. Where one is no finite number there is
   * nothing to compare: e^x overflows within a softplus written out. A graph's constants are
   * floats: 1/6 is not that, and x·(x/6 + 1/2) is as far from 0 beside -3 as that makes it.
   */
  static boolean areEqual(DoubleUnaryOperator a, DoubleUnaryOperator b) {
    int compared = 0;
    for (int i = -400; i <= 400; i++) {
      double x = Math.signum(i) * (Math.expm1(Math.abs(i) / 20.0) / 10);
      double left = a.applyAsDouble(x);
      double right = b.applyAsDouble(x);
      if (Double.isFinite(left) && Double.isFinite(right)) {
        compared++;
        double size = Math.max(Math.min(Math.abs(x), 1), Math.abs(right));
        if (Math.abs(left - right) > TOLERANCE * Math.max(1e-3, size)) {
          return false;
        }
      }
    }
    return compared > 500;
  }

  /** Returns one of our functions in double precision. */
  static DoubleUnaryOperator of(ActivationFunction function) {
    return switch (function) {
      case LINEAR -> x -> x;
      case SIGMOID -> x -> 1 / (1 + Math.exp(-x));
      case HARD_SIGMOID -> x -> Math.min(Math.max(x / 5 + 0.5, 0), 1);
      case TANH -> Math::tanh;
      case SCALED_TANH -> x -> Activation.AMPLITUDE * Math.tanh(Activation.SLOPE * x);
      case RELU -> x -> Math.max(x, 0);
      case SOFTPLUS -> x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
      case SOFTSIGN -> x -> x / (1 + Math.abs(x));
    };
  }
}
