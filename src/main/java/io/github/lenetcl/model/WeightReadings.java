package io.github.lenetcl.model;

import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.BatchNormalization;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Flatten;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The networks that weights may belong to, the usual ones first: pictures of 28×28 or 32×32,
 * convolutions with padding or without, windows of 2×2 pooled behind any of them, one function
 * between all layers. The size of the first matrix leaves few of them, and so do names that count
 * what stands between layers. Where none fits, larger windows and strides are tried too.
 */
final class WeightReadings {

  private static final int MOST_KERNELS = 4;
  private static final int MOST_KERNELS_OF_UNUSUAL_WAYS = 2;
  private static final List<Integer> SIDES = List.of(28, 32);

  /** The functions, the usual ones first; means of what they give tell some of them apart. */
  private enum Curve {
    RELU(0, Double.POSITIVE_INFINITY),
    SILU(-0.28, Double.POSITIVE_INFINITY),
    TANH(-1, 1),
    SIGMOID(0, 1),
    GELU(-0.17, Double.POSITIVE_INFINITY);

    private final double least;
    private final double most;

    Curve(double least, double most) {
      this.least = least;
      this.most = most;
    }

    Layer layer(String name) {
      return switch (this) {
        case RELU -> new Activation(name, ActivationFunction.RELU);
        case SILU -> new Pointwise(name, Pointwise.Function.SILU);
        case TANH -> new Activation(name, ActivationFunction.TANH);
        case SIGMOID -> new Activation(name, ActivationFunction.SIGMOID);
        case GELU -> new Pointwise(name, Pointwise.Function.GELU);
      };
    }

    /** Whether these may normalise its values, by their means. */
    boolean canGive(List<NormPlace> norms) {
      return norms.stream().allMatch(norm -> norm.least() >= least && norm.most() <= most);
    }
  }

  /** What is around a convolution: its padding, its stride and the window that is pooled behind. */
  private record Way(boolean padded, int stride, int pool) {}

  private static final List<Way> USUAL =
      List.of(new Way(false, 1, 2), new Way(true, 1, 2), new Way(false, 1, 1), new Way(true, 1, 1));
  private static final List<Way> ALL =
      List.of(
          new Way(false, 1, 2),
          new Way(true, 1, 2),
          new Way(false, 1, 1),
          new Way(true, 1, 1),
          new Way(true, 2, 1),
          new Way(false, 2, 1),
          new Way(false, 1, 3),
          new Way(true, 1, 3),
          new Way(false, 1, 4),
          new Way(true, 1, 4));

  private final List<ForeignLayer> layers;
  private final List<NormPlace> norms;
  private final int kernels;

  /** Whether names count the parts without weights. */
  private final boolean counted;

  private final Set<Network> found = new LinkedHashSet<>();

  private WeightReadings(List<ForeignLayer> layers, List<NormPlace> norms) {
    this.layers = layers;
    this.norms = norms;
    this.kernels = (int) layers.stream().filter(ForeignLayer::isKernel).count();
    boolean gaps = true;
    for (int i = 0; i + 1 < layers.size(); i++) {
      gaps &= steps(i).orElse(2) > 1;
    }
    this.counted = gaps;
  }

  /**
   * Returns the networks.
   *
   * @param layers the layers' weights
   * @param norms the normalisations that are layers of their own
   */
  static List<Network> of(List<ForeignLayer> layers, List<NormPlace> norms) {
    WeightReadings readings = new WeightReadings(layers, norms);
    if (readings.kernels <= MOST_KERNELS && readings.kernels < layers.size()) {
      readings.addAll(USUAL);
      if (readings.found.isEmpty() && readings.kernels <= MOST_KERNELS_OF_UNUSUAL_WAYS) {
        readings.addAll(ALL);
      }
    }
    return List.copyOf(readings.found);
  }

  private void addAll(List<Way> ways) {
    int first = kernels == 0 ? 1 : layers.get(0).inputs();
    if (first != 1 && first != 3) {
      return;
    }
    int count = (int) Math.pow(ways.size(), kernels);
    List<NormPlace> behind =
        norms.stream().filter(norm -> !norm.isBeforeFunction() && !norm.isBehindPooling()).toList();
    List<Curve> curves =
        Arrays.stream(Curve.values()).filter(curve -> curve.canGive(behind)).toList();
    for (Curve function : curves) {
      for (Pooling.Kind kind : List.of(Pooling.Kind.MAX, Pooling.Kind.AVERAGE)) {
        for (int side : SIDES) {
          for (int way = 0; way < count; way++) {
            List<Way> chosen = chosen(ways, way);
            if (isPossible(chosen)) {
              add(new Shape(first, side, side), chosen, function, kind);
            }
          }
        }
      }
    }
  }

  private List<Way> chosen(List<Way> ways, int number) {
    List<Way> chosen = new ArrayList<>();
    for (int i = 0, left = number; i < kernels; i++, left /= ways.size()) {
      chosen.add(ways.get(left % ways.size()));
    }
    return chosen;
  }

  /** Returns how many places behind a layer the next one stands, where that is known. */
  private OptionalInt steps(int layer) {
    return SequenceNumbers.steps(layers.get(layer).name(), layers.get(layer + 1).name());
  }

  /** Whether there is a place for what is pooled, beside a function and normalisations. */
  private boolean isPossible(List<Way> ways) {
    for (int i = 0; counted && i < ways.size(); i++) {
      int layer = i;
      int others = (int) norms.stream().filter(norm -> norm.layer() == layer).count();
      if (ways.get(i).pool() > 1 && steps(i).orElse(Integer.MAX_VALUE) < 3 + others) {
        return false;
      }
    }
    return true;
  }

  private void add(Shape input, List<Way> ways, Curve function, Pooling.Kind kind) {
    try {
      found.add(network(input, ways, function, kind));
    } catch (IllegalArgumentException e) {
      // The sizes do not fit: no network of these weights.
    }
  }

  private Network network(Shape input, List<Way> ways, Curve function, Pooling.Kind kind) {
    Chain chain = new Chain(input);
    for (int i = 0; i < layers.size(); i++) {
      ForeignLayer linear = layers.get(i);
      if (linear.isKernel()) {
        chain.add(convolution(linear, ways.get(i)));
      } else {
        chain.flatten(linear.inputs());
        boolean bias = linear.bias().length > 0;
        chain.add(new FullConnection(linear.name(), linear.inputs(), linear.outputs(), bias));
      }
      int layer = i;
      List<NormPlace> own = norms.stream().filter(norm -> norm.layer() == layer).toList();
      own.stream().filter(NormPlace::isBeforeFunction).forEach(chain::add);
      if (i < layers.size() - 1) {
        chain.add(function.layer(linear.name() + ".function"));
      }
      own.stream()
          .filter(norm -> !norm.isBeforeFunction() && !norm.isBehindPooling())
          .forEach(chain::add);
      int pool = linear.isKernel() ? ways.get(i).pool() : 1;
      if (pool > 1) {
        Window window = Window.of(pool).withStride(pool);
        chain.add(new Pooling(linear.name() + ".pool", kind, linear.outputs(), window));
      }
      own.stream().filter(NormPlace::isBehindPooling).forEach(chain::add);
    }
    return new Network(input, chain.layers);
  }

  private static Layer convolution(ForeignLayer linear, Way way) {
    Window window = Window.of(linear.height(), linear.width()).withStride(way.stride());
    if (way.padded()) {
      int down = linear.height() / 2;
      int across = linear.width() / 2;
      window = window.withPadding(new Padding.Given(down, across, down, across));
    }
    ConnectionTable table = ConnectionTable.full(linear.inputs(), linear.outputs());
    return new Convolution(linear.name(), window, table, linear.bias().length > 0);
  }

  /** Layers one behind another. */
  private static final class Chain {

    private final List<Layer> layers = new ArrayList<>();
    private Shape shape;

    Chain(Shape input) {
      this.shape = input;
    }

    void add(Layer layer) {
      layers.add(layer);
      shape = layer.outputShape(shape);
    }

    void add(NormPlace norm) {
      add(new BatchNormalization(norm.name(), norm.maps()));
    }

    /** All values of all maps, or the means of the maps where a matrix takes no more. */
    void flatten(int inputs) {
      if (shape.area() > 1 && inputs == shape.maps()) {
        Window whole = Window.of(shape.height(), shape.width());
        add(new Pooling("means", Pooling.Kind.AVERAGE, shape.maps(), whole));
      }
      if (shape.area() > 1) {
        add(new Flatten("flatten", shape));
      }
    }
  }
}
