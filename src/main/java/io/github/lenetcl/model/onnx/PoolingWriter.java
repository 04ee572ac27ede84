package io.github.lenetcl.model.onnx;

import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.SpatialPooling;
import io.github.lenetcl.network.Window;
import java.util.List;
import java.util.Map;

/** Writes pooling as it acts when it is not trained. */
final class PoolingWriter {

  private final GraphBuilder graph;
  private final String input;

  PoolingWriter(GraphBuilder graph, String input) {
    this.graph = graph;
    this.input = input;
  }

  /** Writes a pooling; returns the name of its output. */
  String write(Pooling pooling, Shape shape) {
    Padding.Given zeros = Windows.given(pooling.window(), shape);
    Window window = pooling.window();
    if (Math.max(zeros.top(), zeros.bottom()) >= window.height()
        || Math.max(zeros.left(), zeros.right()) >= window.width()) {
      throw new IllegalArgumentException(
          "%s: padding %d, %d, %d, %d of a window %s, wanted less than the window, as ONNX does"
              .formatted(
                  pooling.name(),
                  zeros.top(),
                  zeros.left(),
                  zeros.bottom(),
                  zeros.right(),
                  window));
    }
    Map<String, Attribute> attributes = Windows.attributes(window, shape);
    return switch (pooling.kind()) {
      case AVERAGE -> graph.node(pooling.name(), "AveragePool", List.of(input), attributes);
      case PADDED_AVERAGE -> {
        attributes.put("count_include_pad", new Attribute.Whole(1));
        yield graph.node(pooling.name(), "AveragePool", List.of(input), attributes);
      }
      case MAX -> graph.node(pooling.name(), "MaxPool", List.of(input), attributes);
      case STOCHASTIC -> stochastic(pooling.name(), attributes);
    };
  }

  /** Σ x² / Σ x over the positive values; the least float keeps 0/0 at 0. */
  private String stochastic(String name, Map<String, Attribute> window) {
    window.put("count_include_pad", new Attribute.Whole(1));
    String positive = graph.node(name + ".positive", "Relu", input);
    String mean = graph.node(name + ".mean", "AveragePool", List.of(positive), window);
    String square = graph.node(name + ".square", "Mul", positive, positive);
    String squares = graph.node(name + ".squares", "AveragePool", List.of(square), window);
    String least = graph.constant(name + ".least", new float[] {Float.MIN_NORMAL});
    String divisor = graph.node(name + ".divisor", "Max", mean, least);
    return graph.node(name, "Div", squares, divisor);
  }

  /** Writes spatial pooling; returns the name of its output. */
  String write(SpatialPooling pooling) {
    int side = pooling.side();
    Window largest = Window.of(side).withPadding(new Padding.Given(0, 0, side - 1, side - 1));
    Window mean = Window.of(pooling.stride()).withStride(pooling.stride());
    Shape any = new Shape(1, side, side);
    String maximum =
        graph.node(
            pooling.name() + ".max", "MaxPool", List.of(input), Windows.attributes(largest, any));
    return graph.node(
        pooling.name(), "AveragePool", List.of(maximum), Windows.attributes(mean, any));
  }
}
