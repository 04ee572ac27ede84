package io.github.lenetcl.model.onnx;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.model.NamedTensor;
import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.Dropout;
import io.github.lenetcl.network.Flatten;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Softmax;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a graph as a network, operator by operator, or says which one is none of ours. */
final class NetworkReader {

  private static final String WANTED =
      "AveragePool, Constant, Conv, Dropout, Flatten, Gemm, GlobalAveragePool, HardSigmoid,"
          + " Identity, MatMul with Add, MaxPool, Relu, Reshape, Sigmoid, Softmax, Softplus,"
          + " Softsign or Tanh";

  private final OnnxModel model;
  private final boolean ours;
  private final Chain chain;
  private final Constants constants;
  private final Sizes sizes;
  private final Biases biases;
  private final Layers layers;
  private final ConvolutionReader convolutions;
  private final PoolingReader poolings;
  private final long samples;
  private boolean flat;

  private NetworkReader(String file, OnnxModel model, boolean ours) throws BadInputException {
    this.model = model;
    this.ours = ours;
    Value input = GraphEnds.input(file, model.graph());
    this.samples = input.dimensions().get(0);
    this.chain = new Chain(file, model.graph(), input.name());
    this.constants = chain.constants();
    this.sizes = new Sizes(constants);
    this.biases = new Biases(chain);
    this.layers = new Layers(GraphEnds.shape(file, input));
    this.convolutions = new ConvolutionReader(chain, layers, biases);
    this.poolings = new PoolingReader(chain, layers);
  }

  /**
   * Reads the layers of a graph.
   *
   * @param file the file's name, for messages
   * @param model the content of the file
   * @param ours whether we wrote it
   * @throws BadInputException naming an operator that is none of our layers
   */
  static Layers read(String file, OnnxModel model, boolean ours) throws BadInputException {
    NetworkReader reader = new NetworkReader(file, model, ours);
    reader.read();
    GraphEnds.requireOutput(file, model.graph(), reader.chain.current());
    return reader.layers;
  }

  private void read() throws BadInputException {
    while (chain.hasNext()) {
      Node node = chain.next();
      try {
        read(node);
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw new BadInputException(chain.where() + ": " + Node.line(e.getMessage()), e);
      }
    }
  }

  private void read(Node node) {
    if (sizes.canCompute(node)) {
      sizes.compute(node);
    } else if (node.op().equals("Shape")) {
      requireCurrent(node);
      sizes.ofTensor(node, layers.shape(), flat);
    } else if (node.op().equals("Identity") && node.input(0).filter(constants::has).isPresent()) {
      constants.alias(node.inputs().get(0), node.output());
    } else {
      layer(node);
    }
  }

  private void layer(Node node) {
    switch (node.op()) {
      case "Conv" -> convolution(node, new Padding.Given(0, 0, 0, 0));
      case "Pad" -> pad(node);
      case "Gemm" -> gemm(node);
      case "MatMul" -> product(node);
      case "AveragePool", "MaxPool", "GlobalAveragePool" -> {
        requireMaps();
        chain.follow(node);
        poolings.read(node);
      }
      case "Relu" -> {
        chain.follow(node);
        if (!poolings.readStochastic(node)) {
          activation(node, ActivationFunction.RELU);
        }
      }
      case "Sigmoid" -> simple(node, ActivationFunction.SIGMOID);
      case "Tanh" -> simple(node, ActivationFunction.TANH);
      case "Softplus" -> simple(node, ActivationFunction.SOFTPLUS);
      case "Softsign" -> simple(node, ActivationFunction.SOFTSIGN);
      case "HardSigmoid" -> {
        node.require("alpha", 0.2f, 0.2f);
        node.require("beta", 0.5f, 0.5f);
        simple(node, ActivationFunction.HARD_SIGMOID);
      }
      case "Identity" -> {
        chain.follow(node);
        if (ours) {
          activation(node, ActivationFunction.LINEAR);
        }
      }
      case "Mul" -> scaledTanh(node);
      case "Flatten" -> {
        long axis = node.integer("axis", 1);
        if (axis != 1 && axis != 1 - rank()) {
          throw Node.unfit("axis", axis, 1);
        }
        chain.follow(node);
        flatten(node);
      }
      case "Reshape" -> reshape(node);
      case "Unsqueeze" -> unsqueeze(node);
      case "Dropout" -> dropout(node);
      case "Softmax" -> softmax(node);
      default -> throw new IllegalArgumentException("wanted one of " + WANTED);
    }
  }

  private int rank() {
    return flat ? 2 : 4;
  }

  private void requireCurrent(Node node) {
    if (!node.inputs().contains(chain.current())) {
      chain.follow(node);
    }
  }

  private void requireMaps() {
    if (flat) {
      throw new IllegalArgumentException("reads [N, values], wanted [N, maps, rows, columns]");
    }
  }

  private void requireFlat() {
    if (!flat) {
      throw new IllegalArgumentException(
          "reads [N, maps, rows, columns], wanted [N, values]: a Flatten before it");
    }
  }

  private void convolution(Node node, Padding.Given zeros) {
    requireMaps();
    chain.follow(node);
    convolutions.read(node, zeros);
  }

  /** Nothing, as PyTorch writes before average pooling, or the padding of a convolution. */
  private void pad(Node node) {
    List<Long> pads =
        node.attributes().get("pads") instanceof Attribute.Wholes given
            ? given.values()
            : sizes.get(node, 1);
    chain.follow(node);
    if (pads.stream().allMatch(side -> side == 0)) {
      return;
    }
    float filling = node.number("value", 0);
    if (node.input(2).isPresent()) {
      filling = scalar(node, 2);
    }
    Optional<Node> next = chain.followed("Conv");
    boolean around =
        pads.size() == 8
            && List.of(pads.get(0), pads.get(1), pads.get(4), pads.get(5))
                .equals(List.of(0L, 0L, 0L, 0L));
    if (!around
        || filling != 0
        || !node.text("mode", "constant").equals("constant")
        || next.isEmpty()) {
      throw Node.unfit(
          "padding",
          pads + " of " + filling,
          "zeros around rows and columns, and a Conv behind it");
    }
    requireMaps();
    Padding.Given zeros =
        new Padding.Given(
            Math.toIntExact(pads.get(2)),
            Math.toIntExact(pads.get(3)),
            Math.toIntExact(pads.get(6)),
            Math.toIntExact(pads.get(7)));
    convolutions.read(next.get(), zeros);
  }

  private void gemm(Node node) {
    requireFlat();
    node.require("alpha", 1f, 1f);
    node.require("beta", 1f, 1f);
    node.require("transA", 0, 0);
    NamedTensor weight = matrix(node);
    chain.follow(node);
    full(node, weight, node.integer("transB", 0) != 0);
  }

  private void product(Node node) {
    requireFlat();
    NamedTensor weight = matrix(node);
    chain.follow(node);
    full(node, weight, false);
  }

  private NamedTensor matrix(Node node) {
    NamedTensor weight = constants.numbers(node, 1);
    if (weight.shape().size() != 2) {
      throw Node.unfit("size of the weights", weight.shape(), "that of a matrix");
    }
    return weight;
  }

  /** Adds a full connection, whose weights are [outputs, inputs], or the other way round. */
  private void full(Node node, NamedTensor weight, boolean outputsFirst) {
    int outputs = weight.shape().get(outputsFirst ? 0 : 1);
    int inputs = weight.shape().get(outputsFirst ? 1 : 0);
    float[] values = outputsFirst ? weight.floats() : transposed(weight.floats(), inputs, outputs);
    Optional<Bias> bias = biases.read(node, List.of(outputs));
    if (bias.isPresent()) {
      String name = layers.name(bias.get().node(), weight.name(), bias.get().name());
      layers.add(new FullConnection(name, inputs, outputs, true), values, bias.get().values());
    } else {
      String name = layers.name(node, weight.name());
      layers.add(new FullConnection(name, inputs, outputs, false), values);
    }
  }

  private static float[] transposed(float[] matrix, int rows, int columns) {
    float[] result = new float[matrix.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        result[column * rows + row] = matrix[row * columns + column];
      }
    }
    return result;
  }

  private void simple(Node node, ActivationFunction function) {
    chain.follow(node);
    activation(node, function);
  }

  private void activation(Node node, ActivationFunction function) {
    layers.add(new Activation(layers.name(node), function));
  }

  /** A·tanh(S·a), up to the rounding of A and S. */
  private void scaledTanh(Node node) {
    float slope = factor(node);
    chain.follow(node);
    Optional<Node> tanh = chain.followed("Tanh");
    Optional<Node> last = tanh.isEmpty() ? Optional.empty() : chain.followed("Mul");
    if (last.isEmpty()
        || !isNear(slope, Activation.SLOPE)
        || !isNear(factor(last.get()), Activation.AMPLITUDE)) {
      throw new IllegalArgumentException("wanted only those of 1.7159·tanh(2/3·a)");
    }
    activation(last.get(), ActivationFunction.SCALED_TANH);
  }

  private float factor(Node node) {
    return scalar(node, node.input(0).filter(constants::has).isPresent() ? 0 : 1);
  }

  private static boolean isNear(float found, float wanted) {
    return Math.abs(found - wanted) <= 1e-6 * wanted;
  }

  private float scalar(Node node, int input) {
    NamedTensor tensor = constants.numbers(node, input);
    if (tensor.size() != 1) {
      throw Node.unfit("input " + input, tensor.shape(), "a single number");
    }
    return tensor.floats()[0];
  }

  private void flatten(Node node) {
    if (!flat && layers.shape().area() > 1) {
      layers.add(new Flatten(layers.name(node), layers.shape()));
    }
    flat = true;
  }

  private void reshape(Node node) {
    List<Long> target = sizes.get(node, 1);
    long size = layers.shape().size();
    boolean all =
        target.size() == 2
            && (target.get(0) == 0
                    && node.integer("allowzero", 0) == 0
                    && (target.get(1) == -1 || target.get(1) == size)
                || target.get(0) == -1 && target.get(1) == size
                || samples > 0
                    && target.get(0) == samples
                    && (target.get(1) == -1 || target.get(1) == size));
    if (!all) {
      throw Node.unfit("shape", target, "[samples, " + size + "]");
    }
    chain.follow(node);
    flatten(node);
  }

  /** A single position behind a flattening, or the classes of radial basis functions. */
  private void unsqueeze(Node node) {
    List<Long> axes =
        node.attributes().get("axes") instanceof Attribute.Wholes given
            ? given.values()
            : sizes.get(node, 1);
    chain.follow(node);
    if (axes.equals(List.of(2L, 3L)) && flat) {
      flat = false;
      return;
    }
    Optional<Node> difference = chain.followed("Sub");
    Optional<Node> sum =
        difference.isEmpty() ? Optional.empty() : chain.followed("ReduceSumSquare");
    if (!axes.equals(List.of(1L)) || sum.isEmpty()) {
      throw Node.unfit("axes", axes, "2, 3, or 1 with Sub and ReduceSumSquare behind it");
    }
    radialBasis(difference.get(), sum.get());
  }

  private void radialBasis(Node difference, Node sum) {
    int input = difference.input(1).filter(constants::has).isPresent() ? 1 : 0;
    NamedTensor centers = constants.numbers(difference, input);
    sum.require("keepdims", 1, 0);
    List<Integer> axes =
        sum.input(1).isPresent()
            ? sizes.get(sum, 1).stream().map(Math::toIntExact).toList()
            : sum.integers("axes", List.of(-1));
    List<Integer> sides = centers.shape();
    if (!axes.equals(List.of(2))
        || sides.size() != rank()
        || !flat && !sides.subList(2, 4).equals(List.of(1, 1))) {
      throw Node.unfit(
          "sum over", axes + " of centres " + sides, "[2] of one centre for each class");
    }
    int units = sides.get(1);
    float[] flatCenters = centers.floats();
    float[][] values = new float[sides.get(0)][];
    for (int i = 0; i < values.length; i++) {
      values[i] = Arrays.copyOfRange(flatCenters, i * units, (i + 1) * units);
    }
    boolean trainable = constants.isWeight(difference.inputs().get(input));
    RadialBasis rbf = new RadialBasis(layers.name(sum), new Centers(values), trainable);
    if (trainable) {
      layers.add(rbf, flatCenters);
    } else {
      layers.add(rbf);
    }
  }

  private void dropout(Node node) {
    float rate = node.number("ratio", 0.5f);
    if (node.input(1).isPresent()) {
      rate = scalar(node, 1);
    }
    chain.follow(node);
    layers.add(new Dropout(layers.name(node), rate));
  }

  private void softmax(Node node) {
    boolean overAll = model.operatorSet() < 13;
    long axis = node.integer("axis", overAll ? 1 : -1);
    if (axis != 1 && axis != 1 - rank() || overAll && layers.shape().area() > 1) {
      throw Node.unfit("axis", axis, "1, the classes");
    }
    chain.follow(node);
    layers.add(new Softmax(layers.name(node)));
  }
}
