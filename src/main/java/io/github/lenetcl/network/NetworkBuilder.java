package io.github.lenetcl.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Builds a network layer by layer; each layer takes what the one before it gives, so that only its
 * own sizes are said.
 *
 * <pre>{@code
 * Network lenet =
 *     Network.input(28, 28, 1)
 *         .conv(6, 5, SAME, TANH).averagePool(2, 1)
 *         .conv(16, 5, TANH).averagePool(2)
 *         .conv(120, 5, TANH).flatten()
 *         .dense(84, TANH).dense(10).softmax()
 *         .build();
 * }</pre>
 *
 * <p>Layers are numbered from 1 as they are called here, and named after what they are and their
 * number: conv1, pool2, …; an activation is part of the layer before it, {@code conv1.tanh}. A
 * layer that does not fit is refused at once, by an {@link IllegalArgumentException} with its
 * number, its name, the shape that comes in and what it wanted.
 */
public final class NetworkBuilder {

  private final Shape input;
  private final List<Layer> layers = new ArrayList<>();
  private Shape shape;
  private int number;

  /** Where the last layer called stands; an activation may stand behind it. */
  private int last = -1;

  /** What the next layer is to be called, where it was said. */
  private Optional<String> given = Optional.empty();

  NetworkBuilder(Shape input) {
    this.input = input;
    this.shape = input;
  }

  /**
   * Adds a convolution that moves by one and stays inside its input.
   *
   * @param maps the maps that it gives, each of which reads all that come in
   * @param kernel rows and columns of its kernels
   * @return this
   */
  public NetworkBuilder conv(int maps, int kernel) {
    return conv(maps, Window.of(kernel));
  }

  /**
   * Adds a convolution that moves by one and stays inside its input, and an activation.
   *
   * @param maps the maps that it gives, each of which reads all that come in
   * @param kernel rows and columns of its kernels
   * @param function the activation
   * @return this
   */
  public NetworkBuilder conv(int maps, int kernel, ActivationFunction function) {
    return conv(maps, kernel).activation(function);
  }

  /**
   * Adds a convolution that moves by one, and an activation.
   *
   * @param maps the maps that it gives, each of which reads all that come in
   * @param kernel rows and columns of its kernels
   * @param padding the zeros around its input
   * @param function the activation
   * @return this
   */
  public NetworkBuilder conv(int maps, int kernel, Padding padding, ActivationFunction function) {
    return conv(maps, Window.of(kernel).withPadding(padding)).activation(function);
  }

  /**
   * Adds a convolution.
   *
   * @param maps the maps that it gives, each of which reads all that come in
   * @param window its kernels' size, stride and padding
   * @return this
   */
  public NetworkBuilder conv(int maps, Window window) {
    return add(
        "conv",
        name -> {
          requireAtLeastOne("maps", maps);
          return new Convolution(name, window, ConnectionTable.full(shape.maps(), maps), true);
        });
  }

  /**
   * Adds a convolution whose maps read some of those that come in.
   *
   * @param table which map reads which
   * @param kernel rows and columns of its kernels, which move by one and stay inside the input
   * @return this
   */
  public NetworkBuilder conv(ConnectionTable table, int kernel) {
    return conv(table, Window.of(kernel));
  }

  /**
   * Adds a convolution whose maps read some of those that come in.
   *
   * @param table which map reads which
   * @param window its kernels' size, stride and padding
   * @return this
   */
  public NetworkBuilder conv(ConnectionTable table, Window window) {
    return add("conv", name -> new Convolution(name, window, table, true));
  }

  /**
   * Adds a convolution without shared weights that moves by one and stays inside its input.
   *
   * @param maps the maps that it gives
   * @param kernel rows and columns of its kernels
   * @return this
   */
  public NetworkBuilder locallyConnected(int maps, int kernel) {
    return locallyConnected(maps, Window.of(kernel));
  }

  /**
   * Adds a convolution without shared weights.
   *
   * @param maps the maps that it gives
   * @param window its kernels' size, stride and padding
   * @return this
   */
  public NetworkBuilder locallyConnected(int maps, Window window) {
    return add("local", name -> new LocallyConnected(name, shape, window, maps, true));
  }

  /**
   * Adds the paper's subsampling, with a coefficient and a bias for each map.
   *
   * @param side rows and columns of its windows, which do not overlap
   * @return this
   */
  public NetworkBuilder subsampling(int side) {
    return subsampling(Window.of(side).withStride(Math.max(1, side)));
  }

  /**
   * Adds subsampling with a coefficient and a bias for each map.
   *
   * @param window its windows
   * @return this
   */
  public NetworkBuilder subsampling(Window window) {
    return add("subsampling", name -> new Subsampling(name, shape.maps(), window));
  }

  /**
   * Adds average pooling.
   *
   * @param side rows and columns of its windows, which do not overlap
   * @return this
   */
  public NetworkBuilder averagePool(int side) {
    return averagePool(side, side);
  }

  /**
   * Adds average pooling.
   *
   * @param side rows and columns of its windows
   * @param stride from one window to the next
   * @return this
   */
  public NetworkBuilder averagePool(int side, int stride) {
    return pool(Pooling.Kind.AVERAGE, () -> Window.of(side).withStride(stride));
  }

  /**
   * Adds max pooling.
   *
   * @param side rows and columns of its windows, which do not overlap
   * @return this
   */
  public NetworkBuilder maxPool(int side) {
    return maxPool(side, side);
  }

  /**
   * Adds max pooling.
   *
   * @param side rows and columns of its windows
   * @param stride from one window to the next
   * @return this
   */
  public NetworkBuilder maxPool(int side, int stride) {
    return pool(Pooling.Kind.MAX, () -> Window.of(side).withStride(stride));
  }

  /**
   * Adds stochastic pooling.
   *
   * @param side rows and columns of its windows
   * @param stride from one window to the next
   * @return this
   */
  public NetworkBuilder stochasticPool(int side, int stride) {
    return pool(Pooling.Kind.STOCHASTIC, () -> Window.of(side).withStride(stride));
  }

  /**
   * Adds pooling of any kind.
   *
   * @param kind what a unit makes of the values in its window
   * @param window its windows
   * @return this
   */
  public NetworkBuilder pool(Pooling.Kind kind, Window window) {
    return pool(kind, () -> window);
  }

  private NetworkBuilder pool(Pooling.Kind kind, Supplier<Window> window) {
    return add("pool", name -> new Pooling(name, kind, shape.maps(), window.get()));
  }

  /**
   * Adds S3Pool.
   *
   * @param side rows and columns of the window of its maximum
   * @param stride by what the sides of the input are divided
   * @param grid rows and columns of a cell of its grid
   * @return this
   */
  public NetworkBuilder s3Pool(int side, int stride, int grid) {
    return add("pool", name -> new SpatialPooling(name, shape.maps(), side, stride, grid));
  }

  /**
   * Adds an activation to the layer before it.
   *
   * @param function the activation
   * @return this
   */
  public NetworkBuilder activation(ActivationFunction function) {
    if (!layers.isEmpty() && layers.get(layers.size() - 1) instanceof Activation before) {
      throw new IllegalArgumentException(
          "layer %d: input %s, found the activation %s before it, wanted a layer to act on"
              .formatted(number, shape, before.name()));
    }
    String suffix =
        function == ActivationFunction.SCALED_TANH
            ? "squash"
            : function.name().toLowerCase(Locale.ROOT).replace('_', '-');
    layers.add(
        new Activation((last < 0 ? "input" : layers.get(last).name()) + "." + suffix, function));
    return this;
  }

  /**
   * Adds a function with the constant that is usual.
   *
   * @param function the function
   * @return this
   */
  public NetworkBuilder activation(Pointwise.Function function) {
    return activation(function, function.usualAlpha());
  }

  /**
   * Adds a function with a constant.
   *
   * @param function the function
   * @param alpha its constant, 0 where it has none
   * @return this
   */
  public NetworkBuilder activation(Pointwise.Function function, float alpha) {
    String before = last < 0 ? "input" : layers.get(last).name();
    String name = before + "." + function.word();
    try {
      layers.add(new Pointwise(name, function, alpha));
    } catch (IllegalArgumentException e) {
      throw refused(number, name, e);
    }
    return this;
  }

  /**
   * Adds what makes a single position of all values, for dense layers to follow.
   *
   * @return this
   */
  public NetworkBuilder flatten() {
    return add("flatten", name -> new Flatten(name, shape));
  }

  /**
   * Adds dropout.
   *
   * @param rate the probability with which a value is dropped in training
   * @return this
   */
  public NetworkBuilder dropout(double rate) {
    return add("dropout", name -> new Dropout(name, (float) rate));
  }

  /**
   * Adds a full connection.
   *
   * @param units its units
   * @return this
   */
  public NetworkBuilder dense(int units) {
    return add(
        "dense",
        name -> {
          requireOnePosition(name);
          return new FullConnection(name, shape.maps(), units);
        });
  }

  /**
   * Adds a full connection and an activation.
   *
   * @param units its units
   * @param function the activation
   * @return this
   */
  public NetworkBuilder dense(int units, ActivationFunction function) {
    return dense(units).activation(function);
  }

  /**
   * Adds batch normalisation, with ε 1e-5 and momentum 0.1.
   *
   * @return this
   */
  public NetworkBuilder batchNormalization() {
    return batchNormalization(BatchNormalization.USUAL_EPSILON, BatchNormalization.USUAL_MOMENTUM);
  }

  /**
   * Adds batch normalisation.
   *
   * @param epsilon what is added to the variance
   * @param momentum how far the running values move
   * @return this
   */
  public NetworkBuilder batchNormalization(float epsilon, float momentum) {
    return add("norm", name -> new BatchNormalization(name, shape.maps(), epsilon, momentum));
  }

  /**
   * Adds radial basis functions with fixed centres, whose outputs are penalties.
   *
   * @param codes a code of +1 and −1 for each class, as long as there are units before it
   * @return this
   */
  public NetworkBuilder rbf(Centers codes) {
    return add(
        "rbf",
        name -> {
          if (!codes.areSigns()) {
            throw new IllegalArgumentException(
                name + ": input " + shape + ", wanted codes of +1 and -1 only");
          }
          return radialBasis(name, codes, false);
        });
  }

  /**
   * Adds radial basis functions whose centres are trained.
   *
   * @param start what the centres start from, for each class as many values as there are units
   *     before it
   * @return this
   */
  public NetworkBuilder trainableRbf(Centers start) {
    return add("rbf", name -> radialBasis(name, start, true));
  }

  private RadialBasis radialBasis(String name, Centers centers, boolean trainable) {
    requireOnePosition(name);
    if (centers.units() != shape.maps()) {
      throw new IllegalArgumentException(
          "%s: input %s and codes of %d values, wanted %d values for each class"
              .formatted(name, shape, centers.units(), shape.maps()));
    }
    return new RadialBasis(name, centers, trainable);
  }

  /**
   * Adds softmax, which makes the outputs probabilities of the classes.
   *
   * @return this
   */
  public NetworkBuilder softmax() {
    return add("softmax", Softmax::new);
  }

  /**
   * Names the next layer.
   *
   * @param name its name
   * @return this
   */
  public NetworkBuilder named(String name) {
    given = Optional.of(name);
    return this;
  }

  /**
   * Adds a layer as it is, under its own name.
   *
   * @param layer the layer
   * @return this
   */
  public NetworkBuilder add(Layer layer) {
    return named(layer.name()).add("", name -> layer);
  }

  private NetworkBuilder add(String kind, Function<String, Layer> make) {
    String name = given.orElse(kind + (number + 1));
    given = Optional.empty();
    try {
      Layer layer = make.apply(name);
      shape = layer.outputShape(shape);
      number++;
      last = layers.size();
      layers.add(layer);
      return this;
    } catch (IllegalArgumentException e) {
      throw refused(number + 1, name, e);
    }
  }

  private IllegalArgumentException refused(int at, String name, IllegalArgumentException e) {
    String prefix = name + ": ";
    String message = e.getMessage();
    String problem = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    String came = problem.startsWith("input ") ? "" : "input " + shape + ", ";
    return new IllegalArgumentException("layer " + at + ", " + prefix + came + problem, e);
  }

  /**
   * Takes the biases from the layer before.
   *
   * @return this
   */
  public NetworkBuilder withoutBias() {
    Layer layer = requireLast();
    if (layer instanceof Convolution convolution) {
      layers.set(
          last, new Convolution(layer.name(), convolution.window(), convolution.table(), false));
    } else if (layer instanceof LocallyConnected local) {
      layers.set(
          last,
          new LocallyConnected(
              layer.name(), local.input(), local.window(), local.outputs(), false));
    } else if (layer instanceof FullConnection full) {
      layers.set(last, new FullConnection(layer.name(), full.inputs(), full.outputs(), false));
    } else {
      throw new IllegalArgumentException(
          "layer %d, %s: no biases to leave out, wanted conv, locallyConnected or dense"
              .formatted(number, layer.name()));
    }
    return this;
  }

  private Layer requireLast() {
    if (last < 0) {
      throw new IllegalArgumentException("no layer yet, wanted one to change");
    }
    return layers.get(last);
  }

  private void requireOnePosition(String name) {
    if (shape.area() != 1) {
      throw new IllegalArgumentException(
          "%s: input %s, wanted a single position: flatten() before it".formatted(name, shape));
    }
  }

  private static void requireAtLeastOne(String what, int count) {
    if (count < 1) {
      throw new IllegalArgumentException(what + " " + count + ", wanted at least 1");
    }
  }

  /**
   * {@return the network}
   *
   * @throws IllegalArgumentException if it has no layers, or a layer that must be the last is not
   */
  public Network build() {
    return new Network(input, layers);
  }
}
