package io.github.lenetcl.model;

import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Flatten;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The networks that weights may belong to, the usual ones first: pictures of 28×28 or 32×32,
 * convolutions with padding or without, windows of 2×2 pooled behind any of them, one function
 * between all layers. The size of the first matrix leaves few of them.
 */
final class WeightReadings {

  private static final int MOST_KERNELS = 4;
  private static final List<Integer> SIDES = List.of(28, 32);
  private static final List<ActivationFunction> FUNCTIONS =
      List.of(ActivationFunction.RELU, ActivationFunction.TANH, ActivationFunction.SIGMOID);

  private final List<ForeignWeights.Linear> layers;
  private final List<ForeignWeights.Linear> kernels;
  private final Set<Network> found = new LinkedHashSet<>();

  private WeightReadings(List<ForeignWeights.Linear> layers) {
    this.layers = layers;
    this.kernels = layers.stream().filter(ForeignWeights.Linear::isKernel).toList();
  }

  static List<Network> of(List<ForeignWeights.Linear> layers) {
    WeightReadings readings = new WeightReadings(layers);
    if (readings.kernels.size() <= MOST_KERNELS && readings.kernels.size() < layers.size()) {
      for (ActivationFunction function : FUNCTIONS) {
        for (Pooling.Kind kind : List.of(Pooling.Kind.MAX, Pooling.Kind.AVERAGE)) {
          readings.add(function, kind);
        }
      }
    }
    return List.copyOf(readings.found);
  }

  private void add(ActivationFunction function, Pooling.Kind kind) {
    int ways = 1 << 2 * kernels.size();
    for (int side : SIDES) {
      for (int way = 0; way < ways; way++) {
        int first = kernels.isEmpty() ? 1 : kernels.get(0).inputs();
        if (first != 1 && first != 3) {
          return;
        }
        try {
          Network network = network(new Shape(first, side, side), way, function, kind);
          found.add(network);
        } catch (IllegalArgumentException e) {
          // The sizes do not fit: no network of these weights.
        }
      }
    }
  }

  private Network network(Shape input, int way, ActivationFunction function, Pooling.Kind kind) {
    List<Layer> made = new ArrayList<>();
    Shape shape = input;
    for (int i = 0; i < layers.size(); i++) {
      ForeignWeights.Linear linear = layers.get(i);
      String name = linear.name();
      boolean bias = linear.bias().length > 0;
      Layer layer;
      if (linear.isKernel()) {
        boolean padded = (way >> 2 * i & 1) != 0;
        Window window = Window.of(linear.height(), linear.width());
        if (padded) {
          int down = linear.height() / 2;
          int across = linear.width() / 2;
          window = window.withPadding(new Padding.Given(down, across, down, across));
        }
        ConnectionTable table = ConnectionTable.full(linear.inputs(), linear.outputs());
        layer = new Convolution(name, window, table, bias);
      } else {
        if (shape.area() > 1) {
          Layer flatten = new Flatten("flatten", shape);
          made.add(flatten);
          shape = flatten.outputShape(shape);
        }
        layer = new FullConnection(name, linear.inputs(), linear.outputs(), bias);
      }
      made.add(layer);
      shape = layer.outputShape(shape);
      if (i < layers.size() - 1) {
        made.add(new Activation(name + ".function", function));
      }
      boolean pooled = linear.isKernel() && (way >> 2 * i + 1 & 1) == 0;
      if (pooled) {
        Layer pool = new Pooling(name + ".pool", kind, shape.maps(), Window.of(2).withStride(2));
        made.add(pool);
        shape = pool.outputShape(shape);
      }
    }
    return new Network(input, made);
  }
}
