package io.github.lenetcl.model.onnx;

import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.BatchNormalization;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Dropout;
import io.github.lenetcl.network.Flatten;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.LocallyConnected;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Softmax;
import io.github.lenetcl.network.SpatialPooling;
import io.github.lenetcl.network.Subsampling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes a network as a graph, layer by layer. The tensor between two layers is [N, maps, rows,
 * columns]; behind a flattening or a full connection of a single position it is [N, maps].
 */
final class NetworkWriter {

  /** What a window's values and an output unit's weights are multiplied and added as. */
  static final String UNSHARED = "nprc,orcp->norc";

  private final Network network;
  private final float[] parameters;
  private final GraphBuilder graph = new GraphBuilder();
  private String current = GraphBuilder.INPUT;
  private boolean flat;

  private NetworkWriter(Network network, float[] parameters) {
    this.network = network;
    this.parameters = parameters;
  }

  /**
   * Writes a network.
   *
   * @param network the network
   * @param parameters its flat vector
   * @throws IllegalArgumentException naming a layer that ONNX cannot say
   */
  static Graph write(Network network, float[] parameters) {
    return new NetworkWriter(network, parameters).write(false);
  }

  /**
   * Writes a network whose largest output is its answer.
   *
   * @param network the network
   * @param parameters its flat vector
   */
  static Graph writeScores(Network network, float[] parameters) {
    return new NetworkWriter(network, parameters).write(network.centers().isPresent());
  }

  private Graph write(boolean negated) {
    for (int i = 0; i < network.layers().size(); i++) {
      current = network.layers().get(i).match(new Kinds(i));
    }
    Shape output = network.output();
    if (!flat && output.area() == 1) {
      flatten("output.flat");
    }
    if (negated) {
      current = graph.node("scores", "Neg", current);
    }
    List<Long> sides = sides(network.input());
    return graph.build(sides, flat ? sides(output).subList(0, 2) : sides(output));
  }

  private static List<Long> sides(Shape shape) {
    return List.of(Value.FREE, (long) shape.maps(), (long) shape.height(), (long) shape.width());
  }

  /** What each kind of layer is written as: the name of what comes out of it. */
  private final class Kinds implements Layer.Cases<String> {

    private final Shape input;
    private final List<Parameter> own;

    Kinds(int index) {
      input = network.inputOf(index);
      own = network.parametersOf(index);
    }

    @Override
    public String convolution(Convolution layer) {
      unflatten(layer.name());
      return NetworkWriter.this.convolution(layer, input, own);
    }

    @Override
    public String locallyConnected(LocallyConnected layer) {
      unflatten(layer.name());
      return unshared(layer, own);
    }

    @Override
    public String subsampling(Subsampling layer) {
      unflatten(layer.name());
      return NetworkWriter.this.subsampling(layer, input, own);
    }

    @Override
    public String pooling(Pooling layer) {
      unflatten(layer.name());
      return new PoolingWriter(graph, current).write(layer, input);
    }

    @Override
    public String spatialPooling(SpatialPooling layer) {
      unflatten(layer.name());
      return new PoolingWriter(graph, current).write(layer);
    }

    @Override
    public String activation(Activation layer) {
      return NetworkWriter.this.activation(layer);
    }

    @Override
    public String pointwise(Pointwise layer) {
      return PointwiseFunctions.write(graph, layer, current);
    }

    @Override
    public String flatten(Flatten layer) {
      NetworkWriter.this.flatten(layer.name());
      return current;
    }

    @Override
    public String fullConnection(FullConnection layer) {
      return full(layer, input, own);
    }

    @Override
    public String dropout(Dropout layer) {
      String rate = graph.initializer(layer.name() + ".rate", new float[] {layer.rate()});
      return graph.node(layer.name(), "Dropout", current, rate);
    }

    @Override
    public String batchNormalization(BatchNormalization layer) {
      List<String> tensors = new ArrayList<>(List.of(current));
      own.forEach(parameter -> tensors.add(initializer(parameter)));
      // What a program that trains the file goes on with: its momentum is 1 less ours.
      Map<String, Attribute> attributes =
          Map.of(
              "epsilon", new Attribute.Real(layer.epsilon()),
              "momentum", new Attribute.Real(1 - layer.momentum()));
      return graph.node(layer.name(), "BatchNormalization", tensors, attributes);
    }

    @Override
    public String radialBasis(RadialBasis layer) {
      return NetworkWriter.this.radialBasis(layer, input, own);
    }

    @Override
    public String softmax(Softmax layer) {
      Attribute maps = new Attribute.Whole(1);
      return graph.node(layer.name(), "Softmax", List.of(current), Map.of("axis", maps));
    }
  }

  private String convolution(Convolution convolution, Shape input, List<Parameter> own) {
    Parameter weight = own.get(0);
    int inputs = convolution.table().inputs();
    int outputs = convolution.table().outputs();
    int area = convolution.window().area();
    float[] dense = new float[outputs * inputs * area];
    int[] from = convolution.table().pairInputs();
    int[] to = convolution.table().pairOutputs();
    for (int pair = 0; pair < from.length; pair++) {
      int start = weight.offset() + pair * area;
      System.arraycopy(parameters, start, dense, (to[pair] * inputs + from[pair]) * area, area);
    }
    int height = convolution.window().height();
    int width = convolution.window().width();
    List<String> tensors = new ArrayList<>(List.of(current));
    tensors.add(graph.initializer(weight.name(), dense, outputs, inputs, height, width));
    own.stream().skip(1).forEach(bias -> tensors.add(initializer(bias)));
    Map<String, Attribute> window = Windows.attributes(convolution.window(), input);
    return graph.node(convolution.name(), "Conv", tensors, window);
  }

  /** A kernel for each map that holds its coefficient; its group tells it from a convolution. */
  private String subsampling(Subsampling subsampling, Shape input, List<Parameter> own) {
    int area = subsampling.window().area();
    float[] coefficients = own.get(0).slice(parameters);
    float[] kernels = new float[subsampling.maps() * area];
    for (int map = 0; map < coefficients.length; map++) {
      Arrays.fill(kernels, map * area, (map + 1) * area, coefficients[map]);
    }
    int height = subsampling.window().height();
    int width = subsampling.window().width();
    String weight =
        graph.initializer(own.get(0).name(), kernels, subsampling.maps(), 1, height, width);
    Map<String, Attribute> attributes = Windows.attributes(subsampling.window(), input);
    attributes.put("group", new Attribute.Whole(subsampling.maps()));
    List<String> tensors = List.of(current, weight, initializer(own.get(1)));
    return graph.node(subsampling.name(), "Conv", tensors, attributes);
  }

  private String unshared(LocallyConnected layer, List<Parameter> own) {
    String name = layer.name();
    int maps = layer.input().maps();
    int height = layer.window().height();
    int width = layer.window().width();
    int values = maps * layer.window().area();
    // Not a Constant node, whose output onnx2torch does not take for a kernel.
    String ones =
        graph.initializer(name + ".window.ones", identity(values), values, maps, height, width);
    Map<String, Attribute> window = Windows.attributes(layer.window(), layer.input());
    String gathered = graph.node(name + ".window", "Conv", List.of(current, ones), window);
    Shape output = layer.outputShape(layer.input());
    String weight =
        graph.initializer(
            own.get(0).name(),
            own.get(0).slice(parameters),
            output.maps(),
            output.height(),
            output.width(),
            values);
    String sums =
        graph.node(
            layer.bias() ? name + ".sums" : name,
            "Einsum",
            List.of(gathered, weight),
            Map.of("equation", new Attribute.Text(UNSHARED)));
    return layer.bias() ? graph.node(name, "Add", sums, initializer(own.get(1))) : sums;
  }

  static float[] identity(int side) {
    float[] identity = new float[Math.multiplyExact(side, side)];
    for (int i = 0; i < side; i++) {
      identity[i * (side + 1)] = 1;
    }
    return identity;
  }

  private String activation(Activation activation) {
    String name = activation.name();
    return switch (activation.function()) {
      case LINEAR -> graph.node(name, "Identity", current);
      case SIGMOID -> graph.node(name, "Sigmoid", current);
      case HARD_SIGMOID ->
          graph.node(
              name,
              "HardSigmoid",
              List.of(current),
              Map.of("alpha", new Attribute.Real(0.2f), "beta", new Attribute.Real(0.5f)));
      case TANH -> graph.node(name, "Tanh", current);
      case SCALED_TANH -> {
        String slope = graph.constant(name + ".S", new float[] {Activation.SLOPE});
        String inner = graph.node(name + ".inner", "Mul", current, slope);
        String tanh = graph.node(name + ".tanh", "Tanh", inner);
        String amplitude = graph.constant(name + ".A", new float[] {Activation.AMPLITUDE});
        yield graph.node(name, "Mul", tanh, amplitude);
      }
      case RELU -> graph.node(name, "Relu", current);
      case SOFTPLUS -> graph.node(name, "Softplus", current);
      case SOFTSIGN -> graph.node(name, "Softsign", current);
    };
  }

  private String full(FullConnection full, Shape input, List<Parameter> own) {
    if (input.area() == 1 && !flat) {
      flatten(full.name() + ".flat");
    }
    List<String> tensors = new ArrayList<>(List.of(current));
    if (flat) {
      own.forEach(parameter -> tensors.add(initializer(parameter)));
      Attribute transposed = new Attribute.Whole(1);
      return graph.node(full.name(), "Gemm", tensors, Map.of("transB", transposed));
    }
    float[] weight = own.get(0).slice(parameters);
    tensors.add(graph.initializer(own.get(0).name(), weight, full.outputs(), full.inputs(), 1, 1));
    own.stream().skip(1).forEach(bias -> tensors.add(initializer(bias)));
    return graph.node(full.name(), "Conv", tensors, Map.of());
  }

  /** Each centre is taken from all positions at once: [N, 1, units, …] − [classes, units, …]. */
  private String radialBasis(RadialBasis rbf, Shape input, List<Parameter> own) {
    String name = rbf.name();
    int classes = rbf.centers().classes();
    int units = rbf.centers().units();
    Integer[] sides = flat ? new Integer[] {classes, units} : new Integer[] {classes, units, 1, 1};
    String centers =
        rbf.trainable()
            ? graph.initializer(own.get(0).name(), own.get(0).slice(parameters), sides)
            : graph.constant(name + ".centers", rbf.centers().flat(), sides);
    String axis = graph.integers(name + ".classes", 1);
    String apart = graph.node(name + ".units", "Unsqueeze", current, axis);
    String difference = graph.node(name + ".difference", "Sub", apart, centers);
    return graph.node(
        name,
        "ReduceSumSquare",
        List.of(difference),
        Map.of("axes", Windows.integers(2), "keepdims", new Attribute.Whole(0)));
  }

  private void flatten(String name) {
    current = graph.node(name, "Flatten", List.of(current), Map.of("axis", new Attribute.Whole(1)));
    flat = true;
  }

  /** Windows want rows and columns, if only one of each. */
  private void unflatten(String name) {
    if (flat) {
      String axes = graph.integers(name + ".position", 2, 3);
      current = graph.node(name + ".map", "Unsqueeze", current, axes);
      flat = false;
    }
  }

  private String initializer(Parameter parameter) {
    Integer[] shape = parameter.spec().shape().toArray(Integer[]::new);
    return graph.initializer(parameter.name(), parameter.slice(parameters), shape);
  }
}
