package io.github.lenetcl.selftest;

import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.BatchNormalization;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Softmax;
import io.github.lenetcl.network.Subsampling;
import io.github.lenetcl.network.Window;
import java.util.List;
import java.util.Locale;

/** Every kind of layer by itself, and some in a row. */
record LayerCases(boolean small) {

  /** Some pairs, all pairs and one. */
  static final ConnectionTable PARTIAL =
      new ConnectionTable(4, List.of(List.of(0, 2), List.of(1), List.of(0, 1, 2, 3), List.of(3)));

  List<Group> groups() {
    return List.of(
        new Group("convolution", Gate.OPERATION, convolution()),
        new Group("subsampling", Gate.OPERATION, subsampling()),
        new Group("squash", Gate.OPERATION, squash()),
        new Group("activation", Gate.OPERATION, activations()),
        new Group("pointwise", Gate.OPERATION, pointwise()),
        new Group("softmax", Gate.OPERATION, softmax()),
        new Group("batch normalisation", Gate.OPERATION, normalization()),
        new Group("full connection", Gate.OPERATION, fullConnection()),
        new Group("radial basis", Gate.OPERATION, radialBasis()),
        new Group("layers and squash", Gate.OPERATION, chains()));
  }

  private List<Case> convolution() {
    Window sparse = new Window(3, 4, 2, 3, Padding.SAME);
    Convolution c1 = new Convolution("C1", 5, ConnectionTable.full(1, 6));
    Convolution c3 = new Convolution("C3", 5, ConnectionTable.tableI());
    Convolution c5 = new Convolution("C5", 5, ConnectionTable.full(16, 120));
    return new Cases(small)
        .largeLayer(c1, new Shape(1, 32, 32), 1)
        .largeLayer(c1, new Shape(1, 32, 32), 3)
        .largeLayer(c3, new Shape(6, 14, 14), 1)
        .largeLayer(c3, new Shape(6, 14, 14), 17)
        .largeLayer(c5, new Shape(16, 5, 5), 1)
        .largeLayer(c5, new Shape(16, 5, 5), 3)
        .largeLayer(c5, new Shape(16, 5, 5), 67)
        .largeLayer(c5, new Shape(16, 7, 9), 3)
        .layer(c1, new Shape(1, 9, 8), 3)
        .layer(c3, new Shape(6, 5, 6), 1)
        .layer(new Convolution("1x1", 1, ConnectionTable.full(1, 1)), new Shape(1, 1, 1), 1)
        .layer(new Convolution("1x1", 1, ConnectionTable.full(3, 2)), new Shape(3, 5, 7), 17)
        .layer(new Convolution("2x2", 2, ConnectionTable.full(2, 2)), new Shape(2, 6, 5), 3)
        .layer(new Convolution("3x3", 3, ConnectionTable.full(2, 3)), new Shape(2, 9, 7), 5)
        .layer(new Convolution("3x3 partial", 3, PARTIAL), new Shape(4, 6, 11), 3)
        .largeLayer(new Convolution("3x3 partial", 3, PARTIAL), new Shape(4, 6, 11), 33)
        .layer(new Convolution("covering", 4, PARTIAL), new Shape(4, 4, 4), 5)
        .layer(new Convolution("5x5", 5, ConnectionTable.full(1, 1)), new Shape(1, 5, 5), 65)
        .layer(new Convolution("7x7", 7, ConnectionTable.full(1, 2)), new Shape(1, 8, 9), 1)
        .layer(new Convolution("wide", 3, ConnectionTable.full(1, 1)), new Shape(1, 4, 133), 1)
        .largeLayer(new Convolution("wide", 3, ConnectionTable.full(1, 2)), new Shape(1, 4, 133), 5)
        .largeLayer(
            new Convolution("long sums", 3, ConnectionTable.full(1, 2)), new Shape(1, 66, 66), 17)
        .largeLayer(new Convolution("many", 3, ConnectionTable.full(2, 2)), new Shape(2, 4, 5), 260)
        .layer(new Convolution("tiles", 2, ConnectionTable.full(16, 17)), new Shape(16, 6, 5), 12)
        .largeLayer(
            new Convolution("tiles", 5, ConnectionTable.full(20, 73)), new Shape(20, 9, 8), 7)
        .largeLayer(
            new Convolution("padded tiles", sparse, ConnectionTable.full(18, 33), false),
            new Shape(18, 9, 11),
            7)
        .list();
  }

  private List<Case> subsampling() {
    return new Cases(small)
        .largeLayer(new Subsampling("S2", 6, 2), new Shape(6, 28, 28), 3)
        .largeLayer(new Subsampling("S4", 16, 2), new Shape(16, 10, 10), 17)
        .largeLayer(new Subsampling("long sums", 1, 2), new Shape(1, 130, 130), 17)
        .layer(new Subsampling("S4", 16, 2), new Shape(16, 10, 10), 1)
        .layer(new Subsampling("1x1", 3, 1), new Shape(3, 3, 2), 5)
        .layer(new Subsampling("2x2", 1, 2), new Shape(1, 5, 7), 5)
        .layer(new Subsampling("2x2", 1, 2), new Shape(1, 2, 2), 1)
        .layer(new Subsampling("wide", 1, 2), new Shape(1, 2, 135), 3)
        .layer(new Subsampling("3x3", 2, 3), new Shape(2, 10, 8), 3)
        .layer(new Subsampling("5x5", 2, 5), new Shape(2, 5, 5), 65)
        .largeLayer(new Subsampling("2x2", 3, 2), new Shape(3, 6, 5), 259)
        .list();
  }

  private List<Case> squash() {
    Activation squash = Activation.squash("squash");
    return new Cases(small)
        .layer(squash, new Shape(1, 1, 1), 1)
        .layer(squash, new Shape(3, 5, 7), 3)
        .layer(squash, new Shape(120, 1, 1), 17)
        .largeLayer(squash, new Shape(6, 28, 28), 5)
        .add(ranged(squash, new Shape(7, 3, 3), 5, 0.01f))
        .add(ranged(squash, new Shape(7, 3, 3), 17, 20))
        .add(ranged(squash, new Shape(7, 3, 3), 65, 1000))
        .list();
  }

  /** Alone and as part of the layer before, in whose kernels it may be a vector's function. */
  private List<Case> activations() {
    Cases cases = new Cases(small);
    for (ActivationFunction function : ActivationFunction.values()) {
      Activation activation = new Activation(function.name().toLowerCase(Locale.ROOT), function);
      Convolution wide = new Convolution("wide", 2, ConnectionTable.full(2, 1));
      cases
          .layer(activation, new Shape(3, 5, 7), 3)
          .add(ranged(activation, new Shape(7, 3, 3), 5, 20))
          .large(new LayerCase(new Shape(2, 2, 19), 3, wide, activation));
    }
    Activation relu = new Activation("relu", ActivationFunction.RELU);
    return cases
        .add(
            new LayerCase(
                new Shape(9, 7, 5),
                5,
                new Activation("first", ActivationFunction.SOFTSIGN),
                new Subsampling("sub", 9, 2),
                relu,
                new FullConnection("full", 9, 4),
                new Activation("last", ActivationFunction.SIGMOID)))
        .list();
  }

  /** Alone, behind an activation and before one. */
  private List<Case> pointwise() {
    Cases cases = new Cases(small);
    for (Pointwise.Function function : Pointwise.Function.values()) {
      Pointwise pointwise = new Pointwise(function.word(), function);
      cases
          .layer(pointwise, new Shape(3, 5, 7), 3)
          .add(ranged(pointwise, new Shape(7, 3, 3), 5, 20))
          .add(
              new LayerCase(
                  new Shape(9, 3, 5),
                  5,
                  new Activation("before", ActivationFunction.SOFTSIGN),
                  pointwise,
                  new Activation("behind", ActivationFunction.TANH),
                  new FullConnection("full", 9, 4)));
    }
    Pointwise leaky = new Pointwise("steep", Pointwise.Function.LEAKY_RELU, -0.3f);
    return cases
        .add(ranged(leaky, new Shape(7, 3, 3), 33, 1000))
        .add(
            new LayerCase(
                new Shape(2, 3, 3),
                17,
                new Convolution("conv", 2, ConnectionTable.full(2, 3)),
                new Pointwise("elu", Pointwise.Function.ELU, 0.7f),
                new Pointwise("gelu", Pointwise.Function.GELU)))
        .list();
  }

  private List<Case> softmax() {
    Softmax softmax = new Softmax("softmax");
    return new Cases(small)
        .layer(softmax, new Shape(1, 1, 1), 3)
        .layer(softmax, new Shape(7, 1, 1), 1)
        .layer(softmax, new Shape(10, 1, 1), 17)
        .layer(softmax, new Shape(5, 2, 3), 5)
        .largeLayer(softmax, new Shape(100, 1, 1), 65)
        .add(ranged(softmax, new Shape(4, 3, 1), 5, 8))
        .add(
            new LayerCase(
                new Shape(3, 1, 1),
                5,
                new FullConnection("full", 3, 6),
                new Activation("tanh", ActivationFunction.TANH),
                softmax))
        .list();
  }

  /** With running statistics, and with those of the batch. */
  private List<Case> normalization() {
    Cases cases = new Cases(small);
    normalization(cases, new Shape(1, 1, 1), 5);
    normalization(cases, new Shape(7, 1, 1), 17);
    normalization(cases, new Shape(3, 5, 7), 3);
    normalization(cases, new Shape(2, 1, 133), 1);
    if (!small) {
      normalization(cases, new Shape(70, 1, 1), 131);
      normalization(cases, new Shape(6, 28, 28), 33);
      cases.layer(new BatchNormalization("long sums", 1), new Shape(1, 66, 66), 17);
    }
    LayerCase behind =
        new LayerCase(
            new Shape(2, 5, 4),
            19,
            new Activation("squash", ActivationFunction.SCALED_TANH),
            new Convolution("3x3", Window.of(3), ConnectionTable.full(2, 5), false),
            new BatchNormalization("behind", 5, 0.1f, 0.5f),
            new Activation("tanh", ActivationFunction.TANH),
            new FullConnection("full", 5, 4));
    LayerCase before =
        new LayerCase(
            new Shape(3, 4, 5),
            19,
            new BatchNormalization("before", 3, 1e-3f, 0.01f),
            new Activation("softsign", ActivationFunction.SOFTSIGN),
            new Subsampling("2x2", 3, 2));
    return cases
        .add(behind)
        .add(behind.drawing(Draws.of(1)))
        .add(before)
        .add(before.drawing(Draws.of(1)))
        .list();
  }

  private static void normalization(Cases cases, Shape input, int samples) {
    Layer layer = new BatchNormalization("norm", input.maps(), 0.01f, 0.1f);
    cases.layer(layer, input, samples);
    cases.add(new LayerCase(input, samples, layer).drawing(Draws.of(1)));
  }

  /** With inputs from −range/2 to range. */
  private static Case ranged(Layer layer, Shape input, int samples, float range) {
    return new LayerCase(new Network(input, List.of(layer)), input, samples, range, 1);
  }

  private List<Case> fullConnection() {
    FullConnection f6 = new FullConnection("F6", 120, 84);
    return new Cases(small)
        .layer(f6, new Shape(120, 1, 1), 1)
        .largeLayer(f6, new Shape(120, 1, 1), 3)
        .largeLayer(f6, new Shape(120, 1, 1), 5)
        .largeLayer(f6, new Shape(120, 1, 1), 17)
        .largeLayer(f6, new Shape(120, 1, 1), 67)
        .largeLayer(f6, new Shape(120, 2, 3), 5)
        .layer(new FullConnection("one", 1, 1), new Shape(1, 1, 1), 1)
        .layer(new FullConnection("odd", 7, 3), new Shape(7, 3, 2), 5)
        .layer(new FullConnection("output", 84, 10), new Shape(84, 1, 1), 3)
        .layer(new FullConnection("no bias", 7, 3, false), new Shape(7, 1, 1), 17)
        .layer(new FullConnection("no bias", 5, 6, false), new Shape(5, 2, 3), 3)
        .largeLayer(new FullConnection("no bias", 64, 5, false), new Shape(64, 1, 1), 67)
        .largeLayer(new FullConnection("many", 33, 65), new Shape(33, 1, 1), 131)
        .largeLayer(new FullConnection("long sums", 2500, 3), new Shape(2500, 1, 1), 17)
        .layer(new FullConnection("tiles", 49, 17), new Shape(49, 1, 1), 129)
        .largeLayer(new FullConnection("tiles", 50, 70, false), new Shape(50, 5, 4), 7)
        .largeLayer(new FullConnection("long tiles", 2500, 16), new Shape(2500, 1, 1), 129)
        .list();
  }

  private static RadialBasis trainable(int classes, int units) {
    return new RadialBasis("trainable", new Numbers(1).centers(classes, units), true);
  }

  private List<Case> radialBasis() {
    RadialBasis digits = new RadialBasis("digits", Centers.digits());
    RadialBasis odd = new RadialBasis("odd", new Numbers(3).centers(3, 5));
    return new Cases(small)
        .layer(digits, new Shape(84, 1, 1), 1)
        .layer(digits, new Shape(84, 1, 1), 3)
        .layer(digits, new Shape(84, 1, 1), 17)
        .layer(digits, new Shape(84, 1, 3), 5)
        .largeLayer(digits, new Shape(84, 1, 1), 131)
        .layer(odd, new Shape(5, 1, 1), 1)
        .layer(odd, new Shape(5, 2, 3), 5)
        .layer(new RadialBasis("one", new Numbers(1).centers(1, 1)), new Shape(1, 1, 1), 65)
        .add(ranged(digits, new Shape(84, 1, 1), 5, 3.4f))
        .layer(trainable(10, 84), new Shape(84, 1, 1), 3)
        .layer(trainable(3, 5), new Shape(5, 2, 3), 5)
        .largeLayer(trainable(3, 5), new Shape(5, 1, 1), 67)
        .list();
  }

  /** A squash may be computed together with the layer before it. */
  private List<Case> chains() {
    Activation squash = Activation.squash("squash");
    return new Cases(small)
        .add(new LayerCase(new Shape(4, 6, 7), 5, new Convolution("table", 3, PARTIAL), squash))
        .add(
            new LayerCase(
                new Shape(2, 3, 3),
                17,
                new Convolution("covering", 3, ConnectionTable.full(2, 7)),
                squash))
        .add(new LayerCase(new Shape(3, 5, 4), 3, new Subsampling("sub", 3, 2), squash))
        .add(new LayerCase(new Shape(9, 1, 1), 3, new FullConnection("full", 9, 5), squash))
        .add(new LayerCase(new Shape(9, 2, 1), 1, new FullConnection("full", 9, 5), squash))
        .add(new LayerCase(new Shape(2, 3, 3), 3, squash, new Subsampling("sub", 2, 2)))
        .add(
            new LayerCase(
                new Shape(2, 8, 7),
                5,
                new Convolution("C1", 3, ConnectionTable.full(2, 3)),
                new Activation("tanh", ActivationFunction.TANH),
                new Pooling("means", Pooling.Kind.AVERAGE, 3, Window.of(2).withStride(2)),
                new Convolution("C2", 2, ConnectionTable.full(3, 4)),
                new Activation("relu", ActivationFunction.RELU),
                new FullConnection("full", 4, 3)))
        .add(
            new LayerCase(
                new Shape(3, 2, 2),
                5,
                new FullConnection("full", 3, 6),
                squash,
                new FullConnection("full 2", 6, 4),
                new RadialBasis("RBF", new Numbers(4).centers(3, 4))))
        .add(
            new LayerCase(
                new Shape(2, 10, 11),
                3,
                new Convolution("C1", 3, ConnectionTable.full(2, 4)),
                squash,
                new Subsampling("S2", 4, 2),
                Activation.squash("S2.squash"),
                new Convolution("C3", 3, PARTIAL),
                Activation.squash("C3.squash"),
                new FullConnection("F4", 4, 5),
                Activation.squash("F4.squash"),
                new RadialBasis("RBF", new Numbers(5).centers(3, 5))))
        .list();
  }
}
