package io.github.lenetcl.model.onnx;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.model.KerasConfig;
import io.github.lenetcl.model.onnx.KerasWeights.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Writes the layers of a Keras network as an ONNX graph. Maps come first in it, where Keras has
 * them last: they are moved before the first layer that has some, and back where values are
 * flattened.
 */
final class KerasGraph {

  private static final long OPERATOR_SET = 20;

  /** Layers that do nothing once a network is trained. */
  private static final Set<String> OF_TRAINING =
      Set.of(
          "Dropout",
          "SpatialDropout2D",
          "AlphaDropout",
          "GaussianDropout",
          "GaussianNoise",
          "ActivityRegularization",
          "RandomBrightness",
          "RandomContrast",
          "RandomFlip",
          "RandomRotation",
          "RandomTranslation",
          "RandomZoom");

  private static final List<String> KINDS =
      List.of(
          "Activation",
          "AveragePooling2D",
          "BatchNormalization",
          "Conv2D",
          "Dense",
          "DepthwiseConv2D",
          "Dropout",
          "ELU",
          "Flatten",
          "GlobalAveragePooling2D",
          "GlobalMaxPooling2D",
          "InputLayer",
          "LeakyReLU",
          "MaxPooling2D",
          "Normalization",
          "PReLU",
          "ReLU",
          "Rescaling",
          "Reshape",
          "SeparableConv2D",
          "Softmax",
          "ThresholdedReLU",
          "ZeroPadding2D");

  private final String file;
  private final KerasWeights weights;
  private final GraphBuilder graph = new GraphBuilder();
  private final Map<String, Integer> keys = new HashMap<>();
  private String current = GraphBuilder.INPUT;

  /** Sides of a sample as Keras sees them, which says whether maps are last. */
  private int rank;

  /** Whether maps have been moved to the front. */
  private boolean mapsFirst;

  private boolean channelsFirst;
  private List<Long> inputSides = List.of();

  private KerasGraph(String file, KerasWeights weights) {
    this.file = file;
    this.weights = weights;
  }

  /** Returns the graph of a network with its weights. */
  static OnnxModel of(KerasConfig config, KerasWeights weights) throws BadInputException {
    KerasGraph made = new KerasGraph(config.file(), weights);
    made.refuseUnknown(config.layers());
    for (KerasConfig.Layer layer : config.layers()) {
      KerasFields fields = new KerasFields(config.file(), layer);
      if (made.inputSides.isEmpty()) {
        made.begin(fields);
      }
      made.add(layer, fields);
    }
    // The last layer's values, whatever it was called.
    made.graph.node("last", "Identity", made.current);
    Graph graph = made.graph.build(made.inputSides, List.of(Value.FREE, Value.FREE));
    return new OnnxModel("Keras", OPERATOR_SET, graph, Map.of());
  }

  private void refuseUnknown(List<KerasConfig.Layer> layers) throws BadInputException {
    List<String> unknown =
        layers.stream()
            .map(KerasConfig.Layer::kind)
            .filter(kind -> !isKnown(kind))
            .distinct()
            .toList();
    if (!unknown.isEmpty()) {
      throw new BadInputException(
          "%s: layers that are none of ours: %s; wanted %s"
              .formatted(
                  file,
                  String.join(", ", unknown.stream().limit(8).map(Node::quote).toList()),
                  String.join(", ", KINDS)));
    }
  }

  private static boolean isKnown(String kind) {
    return OF_TRAINING.contains(kind) || KINDS.contains(kind);
  }

  private void begin(KerasFields fields) throws BadInputException {
    List<Integer> sides = fields.inputSides();
    rank = sides.size();
    List<Long> all = new ArrayList<>(List.of(Value.FREE));
    sides.forEach(side -> all.add((long) side));
    inputSides = all;
  }

  private void add(KerasConfig.Layer layer, KerasFields fields) throws BadInputException {
    String kind = layer.kind();
    String key = key(kind);
    String name = layer.name();
    channelsFirst = fields.text("data_format", "channels_last").equals("channels_first");
    switch (kind) {
      case "InputLayer" -> {}
      case "Rescaling" -> {
        scaled(name + ".scale", "Mul", fields.number("scale", 1));
        scaled(name + ".offset", "Add", fields.number("offset", 0));
      }
      case "Conv2D" -> convolution(name, key, fields);
      case "DepthwiseConv2D" -> depthwise(name, key, fields);
      case "SeparableConv2D" -> separable(name, key, fields);
      case "Dense" -> dense(name, key, fields);
      case "BatchNormalization" -> normalised(name, key, fields);
      case "Normalization" -> standardised(name, key, fields);
      case "MaxPooling2D" -> pooled(name, "MaxPool", fields);
      case "AveragePooling2D" -> pooled(name, "AveragePool", fields);
      case "GlobalAveragePooling2D", "GlobalMaxPooling2D" -> {
        maps();
        current =
            graph.node(name, kind.contains("Max") ? "GlobalMaxPool" : "GlobalAveragePool", current);
        if (!fields.flag("keepdims", false)) {
          current = graph.node(name + ".flat", "Flatten", current);
          rank = 1;
        }
      }
      case "ZeroPadding2D" -> {
        maps();
        int[] pads = fields.pads();
        String sides =
            graph.integers(name + ".pads", 0, 0, pads[0], pads[1], 0, 0, pads[2], pads[3]);
        current = graph.node(name, "Pad", current, sides);
      }
      case "Flatten" -> {
        asKerasHasIt();
        current = graph.node(name, "Flatten", current);
        rank = 1;
      }
      case "Reshape" -> reshaped(name, fields);
      case "Activation" -> activated(name, fields.function("activation"));
      case "Softmax" -> activated(name, "softmax");
      case "ReLU" -> rectified(name, fields);
      case "LeakyReLU" ->
          current =
              graph.node(
                  name,
                  "LeakyRelu",
                  List.of(current),
                  real("alpha", fields.number("negative_slope", fields.number("alpha", 0.3))));
      case "ELU" ->
          current =
              graph.node(name, "Elu", List.of(current), real("alpha", fields.number("alpha", 1)));
      case "ThresholdedReLU" ->
          current =
              graph.node(
                  name,
                  "ThresholdedRelu",
                  List.of(current),
                  real("alpha", fields.number("theta", 1)));
      case "PReLU" -> {
        float[] slopes = weights.of(name, key, 1).get(0).values();
        for (float slope : slopes) {
          if (slope != slopes[0]) {
            throw BadInputException.of(
                file, "slopes of " + Node.quote(name), slopes[0] + ", " + slope, "one for all");
          }
        }
        float slope = slopes.length == 0 ? 0 : slopes[0];
        current = graph.node(name, "LeakyRelu", List.of(current), real("alpha", slope));
      }
      case "Dropout" -> {
        float[] rate = {(float) fields.number("rate", 0.5)};
        current = graph.node(name, "Dropout", current, graph.initializer(name + ".rate", rate));
      }
      default -> {
        // One that acts in training only.
      }
    }
  }

  /** What Keras 3.0 calls the layer's group of weights: its class in small letters, numbered. */
  private String key(String kind) {
    String snake =
        kind.replaceAll("(.)([A-Z][a-z0-9]+)", "$1_$2")
            .replaceAll("([a-z])([A-Z])", "$1_$2")
            .toLowerCase(Locale.ROOT);
    int number = keys.merge(snake, 1, Integer::sum) - 1;
    return number == 0 ? snake : snake + "_" + number;
  }

  /** Moves maps to the front, where a layer works on them. */
  private void maps() throws BadInputException {
    if (rank != 3) {
      throw BadInputException.of(file, "dimensions of a sample", rank, "3: rows, columns, maps");
    }
    if (!mapsFirst && !channelsFirst) {
      current = transposed(0, 3, 1, 2);
      mapsFirst = true;
    }
  }

  private void asKerasHasIt() {
    if (mapsFirst && rank == 3) {
      current = transposed(0, 2, 3, 1);
    }
    mapsFirst = false;
  }

  private String transposed(int... order) {
    return graph.node(
        "order", "Transpose", List.of(current), Map.of("perm", Windows.integers(order)));
  }

  private void scaled(String name, String op, double number) {
    if (number != (op.equals("Mul") ? 1 : 0)) {
      String constant = graph.constant(name + ".value", new float[] {(float) number});
      current = graph.node(name, op, current, constant);
    }
  }

  private static Map<String, Attribute> real(String name, double value) {
    return Map.of(name, new Attribute.Real((float) value));
  }

  private void convolution(String name, String key, KerasFields fields) throws BadInputException {
    maps();
    boolean bias = fields.flag("use_bias", true);
    List<Tensor> own = weights.of(name, key, bias ? 2 : 1);
    conv(name, own.get(0).permuted(file, 3, 2, 0, 1), fields.integer("groups", 1), fields);
    biased(name, bias, own);
    activated(name, fields.function("activation"));
  }

  private void conv(String name, Tensor kernels, int groups, KerasFields fields)
      throws BadInputException {
    Map<String, Attribute> window = fields.window("strides", 1);
    window.put("group", new Attribute.Whole(groups));
    current = graph.node(name, "Conv", List.of(current, weight(name, kernels)), window);
  }

  private String weight(String name, Tensor tensor) {
    return graph.initializer(name + ".weight", tensor.values(), tensor.shape());
  }

  /** Keras adds biases behind; so does this, and the reader joins them. */
  private void biased(String name, boolean bias, List<Tensor> own) {
    if (bias) {
      float[] values = own.get(own.size() - 1).values();
      Integer[] sides =
          rank == 3 && (mapsFirst || channelsFirst)
              ? new Integer[] {values.length, 1, 1}
              : new Integer[] {values.length};
      String biases = graph.initializer(name + ".bias", values, sides);
      current = graph.node(name + ".biased", "Add", current, biases);
    }
  }

  private void depthwise(String name, String key, KerasFields fields) throws BadInputException {
    maps();
    boolean bias = fields.flag("use_bias", true);
    List<Tensor> own = weights.of(name, key, bias ? 2 : 1);
    depthwise(name, own.get(0), fields);
    biased(name, bias, own);
    activated(name, fields.function("activation"));
  }

  /** Kernels [rows, columns, maps, multiplier] become [maps·multiplier, 1, rows, columns]. */
  private void depthwise(String name, Tensor kernels, KerasFields fields) throws BadInputException {
    Tensor turned = kernels.permuted(file, 2, 3, 0, 1);
    int[] sides = turned.sides();
    int[] grouped = {Math.multiplyExact(sides[0], sides[1]), 1, sides[2], sides[3]};
    conv(name, new Tensor(grouped, turned.values()), sides[0], fields);
  }

  private void separable(String name, String key, KerasFields fields) throws BadInputException {
    maps();
    boolean bias = fields.flag("use_bias", true);
    List<Tensor> own = weights.of(name, key, bias ? 3 : 2);
    depthwise(name + ".depthwise", own.get(0), fields);
    String points = weight(name, own.get(1).permuted(file, 3, 2, 0, 1));
    current = graph.node(name, "Conv", current, points);
    biased(name, bias, own);
    activated(name, fields.function("activation"));
  }

  /** A row of values, or the maps at each position, which are last there. */
  private void dense(String name, String key, KerasFields fields) throws BadInputException {
    if (rank != 1 && rank != 3) {
      throw BadInputException.of(
          file,
          "dimensions of a sample before " + Node.quote(name),
          rank,
          "1, or 3 with the maps last: Flatten before Dense");
    }
    asKerasHasIt();
    boolean bias = fields.flag("use_bias", true);
    List<Tensor> own = weights.of(name, key, bias ? 2 : 1);
    current = graph.node(name, "MatMul", current, weight(name, own.get(0)));
    biased(name, bias, own);
    activated(name, fields.function("activation"));
  }

  private void normalised(String name, String key, KerasFields fields) throws BadInputException {
    if (rank == 3) {
      maps();
    }
    boolean scale = fields.flag("scale", true);
    boolean center = fields.flag("center", true);
    List<Tensor> own = weights.of(name, key, 2 + (scale ? 1 : 0) + (center ? 1 : 0));
    float[] mean = own.get(own.size() - 2).values();
    float[] variance = own.get(own.size() - 1).values();
    float[] ones = new float[mean.length];
    Arrays.fill(ones, 1);
    List<String> inputs = new ArrayList<>(List.of(current));
    float[][] all = {
      scale ? own.get(0).values() : ones,
      center ? own.get(scale ? 1 : 0).values() : new float[mean.length],
      mean,
      variance
    };
    for (float[] part : all) {
      inputs.add(graph.initializer(name + ".values", part, part.length));
    }
    Map<String, Attribute> attributes =
        Map.of(
            "epsilon", new Attribute.Real((float) fields.number("epsilon", 1e-3)),
            "momentum", new Attribute.Real((float) fields.number("momentum", 0.99)));
    current = graph.node(name, "BatchNormalization", inputs, attributes);
  }

  /** Normalization: less the means, over the deviations, of all values or of some axes. */
  private void standardised(String name, String key, KerasFields fields) throws BadInputException {
    asKerasHasIt();
    if (fields.flag("invert", false)) {
      throw BadInputException.of(file, "invert of " + Node.quote(name), true, false);
    }
    List<Tensor> stored = fields.has("mean") ? List.of() : weights.of(name, key, 2);
    float[] means = stored.isEmpty() ? fields.numbers("mean") : stored.get(0).values();
    float[] variances = stored.isEmpty() ? fields.numbers("variance") : stored.get(1).values();
    Integer[] sides = fields.axes("axis", rank, means.length);
    float[] deviations = new float[variances.length];
    for (int i = 0; i < deviations.length; i++) {
      deviations[i] = (float) Math.max(Math.sqrt(variances[i]), 1e-7);
    }
    String mean = graph.constant(name + ".mean", means, sides);
    current = graph.node(name + ".centred", "Sub", current, mean);
    current =
        graph.node(name, "Div", current, graph.constant(name + ".deviation", deviations, sides));
  }

  private void pooled(String name, String op, KerasFields fields) throws BadInputException {
    maps();
    Map<String, Attribute> window = fields.window("strides", 0);
    window.put("kernel_shape", fields.pair("pool_size", 2));
    window.putIfAbsent("strides", fields.pair("pool_size", 2));
    current = graph.node(name, op, List.of(current), window);
  }

  private void reshaped(String name, KerasFields fields) throws BadInputException {
    asKerasHasIt();
    List<Integer> target = fields.sides("target_shape");
    long[] sides = new long[target.size() + 1];
    for (int i = 0; i < target.size(); i++) {
      sides[i + 1] = target.get(i);
    }
    current = graph.node(name, "Reshape", current, graph.integers(name + ".sides", sides));
    rank = target.size();
  }

  private void rectified(String name, KerasFields fields) throws BadInputException {
    double slope = fields.number("negative_slope", 0);
    double most = fields.number("max_value", Double.POSITIVE_INFINITY);
    if (fields.number("threshold", 0) != 0 || slope != 0 && most < Double.POSITIVE_INFINITY) {
      throw BadInputException.of(
          file, "ReLU " + Node.quote(name), "a threshold, or a slope and a bound", "one of none");
    }
    if (slope != 0) {
      current = graph.node(name, "LeakyRelu", List.of(current), real("alpha", slope));
    } else if (most < Double.POSITIVE_INFINITY) {
      clipped(name, most);
    } else {
      current = graph.node(name, "Relu", current);
    }
  }

  private void clipped(String name, double most) {
    clipped(name, 0, most);
  }

  private void clipped(String name, double least, double most) {
    String from = graph.constant(name + ".min", new float[] {(float) least});
    String to = graph.constant(name + ".max", new float[] {(float) most});
    current = graph.node(name, "Clip", current, from, to);
  }

  /** Writes a function by Keras' name of it. */
  private void activated(String layer, String function) throws BadInputException {
    String name = layer + "." + function;
    Map<String, Attribute> sixth =
        Map.of("alpha", new Attribute.Real(1f / 6), "beta", new Attribute.Real(0.5f));
    switch (function) {
      case "linear" -> {}
      case "relu" -> current = graph.node(name, "Relu", current);
      case "sigmoid" -> current = graph.node(name, "Sigmoid", current);
      case "tanh" -> current = graph.node(name, "Tanh", current);
      case "softplus" -> current = graph.node(name, "Softplus", current);
      case "softsign" -> current = graph.node(name, "Softsign", current);
      case "elu" -> current = graph.node(name, "Elu", current);
      case "selu" -> current = graph.node(name, "Selu", current);
      case "gelu" -> current = graph.node(name, "Gelu", current);
      case "celu" -> current = graph.node(name, "Celu", current);
      case "hard_tanh" -> clipped(name, -1, 1);
      case "log_sigmoid" -> {
        String turned = graph.node(name + ".turned", "Neg", current);
        current = graph.node(name, "Neg", graph.node(name + ".softplus", "Softplus", turned));
      }
      case "mish" -> current = graph.node(name, "Mish", current);
      case "relu6" -> clipped(name, 6);
      case "leaky_relu" ->
          current = graph.node(name, "LeakyRelu", List.of(current), real("alpha", 0.2));
      case "hard_sigmoid" -> current = graph.node(name, "HardSigmoid", List.of(current), sixth);
      case "silu", "swish" -> {
        String sigmoid = graph.node(name + ".sigmoid", "Sigmoid", current);
        current = graph.node(name, "Mul", current, sigmoid);
      }
      case "hard_silu", "hard_swish" -> current = graph.node(name, "HardSwish", current);
      case "softmax" ->
          current =
              graph.node(
                  name,
                  "Softmax",
                  List.of(current),
                  Map.of("axis", new Attribute.Whole(mapsFirst ? 1 : -1)));
      case "log_softmax" ->
          current =
              graph.node(
                  name,
                  "LogSoftmax",
                  List.of(current),
                  Map.of("axis", new Attribute.Whole(mapsFirst ? 1 : -1)));
      default ->
          throw BadInputException.of(
              file,
              "activation of " + Node.quote(layer),
              Node.quote(function),
              "linear, relu, relu6, leaky_relu, elu, selu, celu, gelu, silu, hard_silu, mish,"
                  + " sigmoid, hard_sigmoid, log_sigmoid, tanh, hard_tanh, softplus, softsign,"
                  + " softmax or log_softmax");
    }
  }
}
