package io.github.lenetcl.model.onnx;

import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import java.util.List;

/** Reads poolings. */
final class PoolingReader {

  private static final List<String> STOCHASTIC =
      List.of("AveragePool", "Mul", "AveragePool", "Max", "Div");

  private final Chain chain;
  private final Layers layers;

  PoolingReader(Chain chain, Layers layers) {
    this.chain = chain;
    this.layers = layers;
  }

  void read(Node node) {
    Shape input = layers.shape();
    switch (node.op()) {
      case "MaxPool" -> {
        node.require("storage_order", 0, 0);
        add(node, Pooling.Kind.MAX, Windows.of(node, input));
      }
      case "AveragePool" -> {
        Window window = Windows.of(node, input);
        if (node.integer("count_include_pad", 0) != 0
            && !Windows.given(window, input).equals(Padding.NONE)) {
          throw Node.unfit("count_include_pad", 1, "0 where there is padding");
        }
        add(node, Pooling.Kind.AVERAGE, window);
      }
      default -> add(node, Pooling.Kind.AVERAGE, Window.of(input.height(), input.width()));
    }
  }

  /** Reads stochastic pooling as {@link PoolingWriter} writes it, if that is what comes. */
  boolean readStochastic(Node relu) {
    List<Node> nodes = chain.ahead(STOCHASTIC);
    if (nodes.isEmpty()) {
      return false;
    }
    String positive = relu.output();
    Node mean = nodes.get(0);
    Node square = nodes.get(1);
    Node squares = nodes.get(2);
    Node divisor = nodes.get(3);
    Node quotient = nodes.get(4);
    boolean fits =
        mean.inputs().equals(List.of(positive))
            && square.inputs().equals(List.of(positive, positive))
            && squares.inputs().equals(List.of(square.output()))
            && divisor.inputs().size() == 2
            && divisor.inputs().get(0).equals(mean.output())
            && quotient.inputs().equals(List.of(squares.output(), divisor.output()))
            && mean.attributes().equals(squares.attributes())
            && mean.integer("count_include_pad", 0) == 1;
    if (fits) {
      chain.pass(nodes);
      add(quotient, Pooling.Kind.STOCHASTIC, Windows.of(mean, layers.shape()));
    }
    return fits;
  }

  private void add(Node node, Pooling.Kind kind, Window window) {
    layers.add(new Pooling(layers.name(node), kind, layers.shape().maps(), window));
  }
}
