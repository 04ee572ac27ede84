package io.github.lenetcl.model.onnx;

import io.github.lenetcl.network.Erf;
import io.github.lenetcl.network.Pointwise;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** {@link Pointwise} functions in graphs: written as operators, found by their values. */
final class PointwiseFunctions {

  private static final double SQRT_HALF = Math.sqrt(0.5);

  /** Beyond what any clipping leaves, within what is compared. */
  private static final double FAR = 4e7;

  private PointwiseFunctions() {}

  /** Returns one of the functions in double precision. */
  static DoubleUnaryOperator of(Pointwise.Function function, double alpha) {
    return switch (function) {
      case LEAKY_RELU -> x -> x > 0 ? x : alpha * x;
      case CLIPPED_RELU -> x -> Math.min(Math.max(x, 0), alpha);
      case SLOPED_HARD_SIGMOID -> x -> Math.min(Math.max(alpha * x + 0.5, 0), 1);
      case ELU -> x -> x > 0 ? x : alpha * Math.expm1(x);
      case SELU -> x -> Pointwise.SELU_SCALE * (x > 0 ? x : Pointwise.SELU_ALPHA * Math.expm1(x));
      case GELU -> x -> x * Erf.complement(-x * SQRT_HALF) / 2;
      case GELU_TANH ->
          x -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
      case SILU -> x -> x / (1 + Math.exp(-x));
      case HARD_SWISH -> x -> x * Math.min(Math.max(x / 6 + 0.5, 0), 1);
      case MISH -> x -> x * Math.tanh(Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
    };
  }

  /** Returns the layer that has a function's values, if there is one. */
  static Optional<Pointwise> find(DoubleUnaryOperator function, String name) {
    for (Pointwise.Function ours : Pointwise.Function.values()) {
      float alpha = ours.hasAlpha() ? (float) alpha(ours, function) : 0;
      boolean possible = !ours.hasAlpha() || alpha > 0 && alpha < Float.POSITIVE_INFINITY;
      boolean leaky = ours == Pointwise.Function.LEAKY_RELU && Float.isFinite(alpha);
      if ((possible || leaky) && PointFunction.areEqual(function, of(ours, alpha))) {
        return Optional.of(new Pointwise(name, ours, alpha));
      }
    }
    return Optional.empty();
  }

  /** Returns the constant that a function must have if it is one of ours. */
  private static double alpha(Pointwise.Function ours, DoubleUnaryOperator function) {
    return switch (ours) {
      case LEAKY_RELU -> -function.applyAsDouble(-1);
      case CLIPPED_RELU -> function.applyAsDouble(FAR);
      case SLOPED_HARD_SIGMOID ->
          (function.applyAsDouble(0x1p-10) - function.applyAsDouble(-0x1p-10)) * 0x1p9;
      case ELU -> -function.applyAsDouble(-100);
      default -> 0;
    };
  }

  /**
   * Writes a function with operators of the set that {@link OnnxFiles} writes.
   *
   * @param graph what is written
   * @param layer the function
   * @param input what it reads
   * @return what holds its values
   */
  static String write(GraphBuilder graph, Pointwise layer, String input) {
    String name = layer.name();
    float alpha = layer.alpha();
    return switch (layer.function()) {
      case LEAKY_RELU -> graph.node(name, "LeakyRelu", List.of(input), real("alpha", alpha));
      case CLIPPED_RELU -> {
        String least = graph.constant(name + ".min", new float[] {0});
        String most = graph.constant(name + ".max", new float[] {alpha});
        yield graph.node(name, "Clip", input, least, most);
      }
      case SLOPED_HARD_SIGMOID ->
          graph.node(
              name,
              "HardSigmoid",
              List.of(input),
              Map.of("alpha", new Attribute.Real(alpha), "beta", new Attribute.Real(0.5f)));
      case ELU -> graph.node(name, "Elu", List.of(input), real("alpha", alpha));
      case SELU -> graph.node(name, "Selu", input);
      case GELU -> {
        String argument = scaled(graph, name + ".argument", input, (float) SQRT_HALF);
        String erf = graph.node(name + ".erf", "Erf", argument);
        yield half(graph, name, input, erf);
      }
      case GELU_TANH -> {
        String square = graph.node(name + ".square", "Mul", input, input);
        String cubic = scaled(graph, name + ".cubic", square, 0.044715f);
        String one = graph.constant(name + ".1", new float[] {1});
        String bent = graph.node(name + ".bend", "Add", cubic, one);
        String cube = graph.node(name + ".cube", "Mul", bent, input);
        String argument = scaled(graph, name + ".argument", cube, (float) Math.sqrt(2 / Math.PI));
        yield half(graph, name, input, graph.node(name + ".tanh", "Tanh", argument));
      }
      case SILU -> {
        String sigmoid = graph.node(name + ".sigmoid", "Sigmoid", input);
        yield graph.node(name, "Mul", input, sigmoid);
      }
      case MISH -> {
        String sum = graph.node(name + ".softplus", "Softplus", input);
        yield graph.node(name, "Mul", input, graph.node(name + ".tanh", "Tanh", sum));
      }
      case HARD_SWISH -> {
        Map<String, Attribute> sixth =
            Map.of("alpha", new Attribute.Real(1f / 6), "beta", new Attribute.Real(0.5f));
        String sigmoid = graph.node(name + ".sigmoid", "HardSigmoid", List.of(input), sixth);
        yield graph.node(name, "Mul", input, sigmoid);
      }
    };
  }

  private static Map<String, Attribute> real(String name, float value) {
    return Map.of(name, new Attribute.Real(value));
  }

  private static String scaled(GraphBuilder graph, String name, String input, float factor) {
    String constant = graph.constant(name + ".factor", new float[] {factor});
    return graph.node(name, "Mul", input, constant);
  }

  /** x·(1 + s)/2. */
  private static String half(GraphBuilder graph, String name, String input, String sign) {
    String one = graph.constant(name + ".one", new float[] {1});
    String sum = graph.node(name + ".sum", "Add", sign, one);
    String share = scaled(graph, name + ".share", sum, 0.5f);
    return graph.node(name, "Mul", input, share);
  }
}
