package io.github.lenetcl.model.onnx;

import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Provenance;
import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.BatchNormalization;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Dropout;
import io.github.lenetcl.network.Flatten;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.LocallyConnected;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Softmax;
import io.github.lenetcl.network.SpatialPooling;
import io.github.lenetcl.network.Subsampling;
import io.github.lenetcl.network.TensorSpec;
import io.github.lenetcl.network.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Networks of every kind of layer, with random parameters. */
final class OnnxCases {

  private static final Shape MAPS = new Shape(3, 7, 6);
  private static final ConnectionTable TABLE =
      new ConnectionTable(3, List.of(List.of(0), List.of(0, 2), List.of(0, 1, 2), List.of(1)));
  private static final Centers CENTERS =
      new Centers(new float[][] {{1, -1, 1}, {-1, 1, 1}, {0.5f, 0, -0.25f}, {2, 2, 2}});

  private OnnxCases() {}

  /** Those that come back from a file as they were. */
  static List<Model> kept() {
    List<Model> cases = new ArrayList<>();
    cases.add(model(new Convolution("C", 3, ConnectionTable.full(3, 2))));
    cases.add(model(new Convolution("C", 3, TABLE)));
    cases.add(model(new Convolution("C", Window.of(2, 3), TABLE, false)));
    cases.add(model(new Convolution("C", Window.of(3).withStride(2), TABLE, true)));
    Window uneven = Window.of(4).withPadding(new Padding.Given(1, 0, 3, 2));
    cases.add(model(new Convolution("C", uneven, TABLE, true)));
    cases.add(model(new Convolution("C", Window.of(7, 6), TABLE, true)));
    cases.add(model(new LocallyConnected("L", MAPS, Window.of(3, 2), 2, true)));
    Window strided = Window.of(3).withStride(2).withPadding(new Padding.Given(1, 0, 1, 1));
    cases.add(model(new LocallyConnected("L", MAPS, strided, 2, false)));
    cases.add(model(new Subsampling("S", 3, 2)));
    cases.add(model(new Subsampling("S", 3, Window.of(3).withStride(2))));
    for (Pooling.Kind kind : Pooling.Kind.values()) {
      cases.add(model(new Pooling("P", kind, 3, Window.of(3).withPadding(Padding.of(1)))));
      if (kind != Pooling.Kind.PADDED_AVERAGE) {
        cases.add(model(new Pooling("P", kind, 3, Window.of(2).withStride(2))));
        cases.add(model(new Pooling("P", kind, 3, Window.of(3, 2))));
      }
    }
    Window behind = Window.of(3).withStride(2).withPadding(new Padding.Given(0, 1, 2, 1));
    cases.add(model(new Pooling("P", Pooling.Kind.PADDED_AVERAGE, 3, behind)));
    for (ActivationFunction function : ActivationFunction.values()) {
      cases.add(model(new Activation("A", function)));
      cases.add(model(flatten("flat"), new Activation("A", function)));
    }
    for (Pointwise.Function function : Pointwise.Function.values()) {
      cases.add(model(new Pointwise("A", function)));
      cases.add(model(flatten("flat"), new Pointwise("A", function)));
    }
    cases.add(model(new Pointwise("A", Pointwise.Function.LEAKY_RELU, 0.3f)));
    cases.add(model(new Pointwise("A", Pointwise.Function.ELU, 0.5f)));
    cases.add(model(new Pointwise("A", Pointwise.Function.CLIPPED_RELU, 0.5f)));
    cases.add(model(flatten("flat")));
    cases.add(model(flatten("flat"), new FullConnection("F", MAPS.size(), 4)));
    cases.add(model(flatten("flat"), new FullConnection("F", MAPS.size(), 4, false)));
    cases.add(model(new Dropout("D", 0.25f)));
    cases.add(model(new BatchNormalization("B", MAPS.maps())));
    cases.add(
        model(
            new BatchNormalization("first", MAPS.maps(), 1e-3f, 0.01f),
            new Convolution("C", Window.of(3).withPadding(Padding.of(1)), TABLE, false),
            new BatchNormalization("C.norm", 4),
            new Activation("relu", ActivationFunction.RELU),
            new Flatten("flat", new Shape(4, 7, 6)),
            new BatchNormalization("flat.norm", 168),
            new FullConnection("F", 168, 2),
            new BatchNormalization("F.norm", 2, 0.1f, 1)));
    cases.add(model(new RadialBasis("RBF", CENTERS)));
    cases.add(model(new Softmax("softmax")));
    cases.add(model(dense(), new RadialBasis("RBF", CENTERS)));
    cases.add(model(dense(), new Dropout("D", 0.5f), new Softmax("softmax")));
    cases.add(model(dense(), new Convolution("C", 1, TABLE), new FullConnection("F", 4, 2)));
    cases.add(
        model(
            new Convolution("input", 3, TABLE),
            Activation.squash("input.squash"),
            new Subsampling("output", 4, 2),
            Activation.squash("2"),
            new Convolution("C.weight", Window.of(2), ConnectionTable.full(4, 3), false),
            new FullConnection("F", 3, 3),
            new RadialBasis("RBF", CENTERS)));
    return cases;
  }

  /** Those that come back as another network of the same outputs. */
  static List<Model> changed() {
    Window half = Window.of(3).withPadding(Padding.HALF);
    Window full = Window.of(2).withStride(2).withPadding(Padding.FULL);
    return List.of(
        model(new Convolution("C", half, TABLE, true)),
        model(new Convolution("C", full, TABLE, true)),
        model(new Pooling("P", Pooling.Kind.AVERAGE, 3, full)),
        model(new Pooling("P", Pooling.Kind.PADDED_AVERAGE, 3, full)),
        model(new Pooling("P", Pooling.Kind.PADDED_AVERAGE, 3, Window.of(2))),
        model(new Convolution("C", new Window(3, 2, 1, 3, Padding.SAME), TABLE, true)),
        model(new Subsampling("S", 3, Window.of(3).withPadding(Padding.SAME))),
        model(new Pooling("P", Pooling.Kind.MAX, 3, Window.of(2).withPadding(Padding.SAME))),
        model(new Pooling("P", Pooling.Kind.STOCHASTIC, 3, Window.of(2).withPadding(Padding.SAME))),
        model(new FullConnection("F", 3, 5)),
        model(new FullConnection("F", 3, 5, false)),
        model(new SpatialPooling("P", 3, 2, 1, 1)),
        model(new Shape(2, 8, 12), new SpatialPooling("P", 2, 3, 2, 4)),
        model(new Shape(2, 1, 1), new Flatten("flat", new Shape(2, 1, 1)), new Softmax("softmax")),
        model(new RadialBasis("RBF", CENTERS, true)));
  }

  private static Flatten flatten(String name) {
    return new Flatten(name, MAPS);
  }

  private static Layer dense() {
    return new Convolution("C5", Window.of(7, 6), ConnectionTable.full(3, 3), true);
  }

  private static Model model(Layer... layers) {
    return model(MAPS, layers);
  }

  private static Model model(Shape input, Layer... layers) {
    Network network = new Network(input, List.of(layers));
    List<String> classes =
        IntStream.range(0, network.output().maps()).mapToObj(i -> "class " + i).toList();
    float[] parameters = random(network.parameterCount(), 7);
    for (Parameter parameter : network.parameters()) {
      if (parameter.spec().role().equals(TensorSpec.RUNNING_VARIANCE)) {
        for (int i = parameter.offset(); i < parameter.offset() + parameter.size(); i++) {
          parameters[i] = 0.1f + Math.abs(parameters[i]);
        }
      }
    }
    return new Model(network, parameters, classes, Scaling.standard(33, 79), Provenance.unknown());
  }

  /** Values of both signs. */
  static float[] random(int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() * 2 - 1;
    }
    return values;
  }
}
