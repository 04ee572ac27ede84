package io.github.lenetcl.network;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A network: the shape that it was made for and its layers in order. Its trainable parameters are
 * one flat vector, laid out layer by layer as {@link #parameters()} names them; it is the same on
 * every backend.
 */
public final class Network {

  private final Shape input;
  private final List<Layer> layers;
  private final List<Shape> shapes;
  private final List<Parameter> parameters;

  /**
   * Makes a network and checks that its shapes fit.
   *
   * @param input the shape of one input
   * @param layers the layers in order
   * @throws IllegalArgumentException naming the first layer that does not fit, what came in and
   *     what it wanted
   */
  public Network(Shape input, List<Layer> layers) {
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a network needs at least one layer");
    }
    Set<String> names = new HashSet<>();
    for (Layer layer : layers) {
      if (!names.add(layer.name())) {
        throw new IllegalArgumentException("two layers are called " + layer.name());
      }
      if (layer instanceof Softmax && layer != layers.get(layers.size() - 1)) {
        throw new IllegalArgumentException(layer.name() + ": softmax is for the last layer only");
      }
      if (layer instanceof RadialBasis && layer != layers.get(layers.size() - 1)) {
        throw new IllegalArgumentException(
            layer.name() + ": radial basis functions are for the last layer only");
      }
    }
    for (int i = 1; i < layers.size(); i++) {
      if (layers.get(i) instanceof Activation && layers.get(i - 1) instanceof Activation) {
        throw new IllegalArgumentException(
            layers.get(i).name() + ": found an activation before it, wanted a layer to act on");
      }
    }
    this.input = input;
    this.layers = List.copyOf(layers);
    this.shapes = shapesFor(input);
    this.parameters = layOut();
  }

  /**
   * {@return a builder of networks for inputs of one size}
   *
   * @param height rows of an input
   * @param width columns of an input
   * @param maps maps of an input: 1 for grey images
   */
  public static NetworkBuilder input(int height, int width, int maps) {
    return new NetworkBuilder(new Shape(maps, height, width));
  }

  /** {@return LeNet-5 as published, for the ten digits with the paper's codes} */
  public static Network lenet5() {
    return lenet5(Centers.digits());
  }

  /**
   * {@return LeNet-5 with other classes}
   *
   * @param centers one centre of 84 values for each class
   */
  public static Network lenet5(Centers centers) {
    return new Network(
        new Shape(1, 32, 32),
        List.of(
            new Convolution("C1", 5, ConnectionTable.full(1, 6)),
            Activation.squash("C1.squash"),
            new Subsampling("S2", 6, 2),
            Activation.squash("S2.squash"),
            new Convolution("C3", 5, ConnectionTable.tableI()),
            Activation.squash("C3.squash"),
            new Subsampling("S4", 16, 2),
            Activation.squash("S4.squash"),
            new Convolution("C5", 5, ConnectionTable.full(16, 120)),
            Activation.squash("C5.squash"),
            new FullConnection("F6", 120, 84),
            Activation.squash("F6.squash"),
            new RadialBasis("RBF", centers)));
  }

  /** {@return the shape that the network was made for} */
  public Shape input() {
    return input;
  }

  /** {@return the shape of the outputs for {@link #input()}} */
  public Shape output() {
    return shapes.get(shapes.size() - 1);
  }

  /** {@return the layers in order} */
  public List<Layer> layers() {
    return layers;
  }

  /**
   * {@return the shape that comes out of each layer for an input of another size}
   *
   * @param other the shape of the input
   * @throws IllegalArgumentException naming the first layer that does not fit
   */
  public List<Shape> shapesFor(Shape other) {
    List<Shape> result = new ArrayList<>();
    Shape shape = other;
    for (Layer layer : layers) {
      shape = layer.outputShape(shape);
      result.add(shape);
    }
    return List.copyOf(result);
  }

  /** {@return the shape that comes out of each layer for {@link #input()}} */
  public List<Shape> shapes() {
    return shapes;
  }

  /**
   * {@return the shape that goes into a layer}
   *
   * @param layer the layer's index
   */
  public Shape inputOf(int layer) {
    return layer == 0 ? input : shapes.get(layer - 1);
  }

  /** {@return the trainable tensors in the order of the flat vector} */
  public List<Parameter> parameters() {
    return parameters;
  }

  /**
   * {@return the trainable tensors of one layer, in the order of the flat vector}
   *
   * @param layer the layer's index
   */
  public List<Parameter> parametersOf(int layer) {
    return parameters.stream().filter(parameter -> parameter.layer() == layer).toList();
  }

  /**
   * {@return the number of trainable parameters: the length of the flat vector, 60,000 for LeNet-5}
   */
  public int parameterCount() {
    return parameters.stream().mapToInt(Parameter::size).sum();
  }

  /** {@return the number of connections, 340,908 for LeNet-5} */
  public long connections() {
    long sum = 0;
    for (int i = 0; i < layers.size(); i++) {
      sum += layers.get(i).connections(inputOf(i));
    }
    return sum;
  }

  /** {@return the multiply-adds of a forward pass of one sample} */
  public long multiplyAdds() {
    long sum = 0;
    for (int i = 0; i < layers.size(); i++) {
      sum += layers.get(i).multiplyAdds(inputOf(i));
    }
    return sum;
  }

  /** {@return the output layer's centres, where the network ends in radial basis functions} */
  public Optional<Centers> centers() {
    return layers.get(layers.size() - 1) instanceof RadialBasis rbf
        ? Optional.of(rbf.centers())
        : Optional.empty();
  }

  /**
   * {@return the number of classes that the outputs tell apart: as many as there are, but two where
   * there is a single one that is no penalty}
   */
  public int classes() {
    int outputs = output().maps();
    return outputs == 1 && centers().isEmpty() ? 2 : outputs;
  }

  /** {@return the network as a table: its layers, what they give and what they cost} */
  public Summary summary() {
    return Summary.of(this);
  }

  private List<Parameter> layOut() {
    List<Parameter> result = new ArrayList<>();
    int offset = 0;
    for (int i = 0; i < layers.size(); i++) {
      for (TensorSpec spec : layers.get(i).tensors(inputOf(i))) {
        String name = layers.get(i).name() + "." + spec.role();
        result.add(new Parameter(name, i, offset, spec));
        offset = Math.addExact(offset, spec.size());
      }
    }
    return List.copyOf(result);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network that && input.equals(that.input) && layers.equals(that.layers);
  }

  @Override
  public int hashCode() {
    return 31 * input.hashCode() + layers.hashCode();
  }

  /** {@return the input's shape and the layers, such as {@code 1@32x32 -> C1: convolution 5x5}} */
  @Override
  public String toString() {
    return layers.stream().map(Layer::toString).collect(joining(" -> ", input + " -> ", ""));
  }
}
