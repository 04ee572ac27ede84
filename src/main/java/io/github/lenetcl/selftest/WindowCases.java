package io.github.lenetcl.selftest;

import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Dropout;
import io.github.lenetcl.network.Flatten;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.LocallyConnected;
import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.SpatialPooling;
import io.github.lenetcl.network.Subsampling;
import io.github.lenetcl.network.Window;
import java.util.List;

/**
 * Layers with windows of any size, stride and padding, and layers that act by chance: windows that
 * do not divide, that overlap, that skip inputs, that lie in the padding alone; single maps and
 * values.
 */
record WindowCases(boolean small) {

  private static final Draws DRAWS = Draws.of(0x1998_2013_2017L);

  /** Rows and columns differ in everything, and nothing divides. */
  private static final Window UNEVEN = new Window(2, 3, 3, 2, new Padding.Given(1, 2, 0, 1));

  /** Kernels of five columns that give rows of ten places, which vectors compute whole. */
  private static final Window TENS = new Window(2, 5, 3, 1, new Padding.Given(1, 2, 0, 1));

  /** The first and the last windows lie in the padding alone. */
  private static final Window OUTSIDE = new Window(2, 2, 2, 2, new Padding.Given(2, 4, 3, 2));

  List<Group> groups() {
    return List.of(
        new Group("convolution, any window", Gate.OPERATION, convolution()),
        new Group("locally connected", Gate.OPERATION, locallyConnected()),
        new Group("subsampling, any window", Gate.OPERATION, subsampling()),
        new Group("average pooling", Gate.OPERATION, pooling(Pooling.Kind.AVERAGE)),
        new Group(
            "average pooling, zeros counted", Gate.OPERATION, pooling(Pooling.Kind.PADDED_AVERAGE)),
        new Group("max pooling", Gate.OPERATION, pooling(Pooling.Kind.MAX)),
        new Group("stochastic pooling", Gate.OPERATION, stochasticPooling()),
        new Group("S3Pool", Gate.OPERATION, spatialPooling()),
        new Group("dropout and flatten", Gate.OPERATION, dropout()),
        new Group("draws, bit for bit", Gate.EXACT, draws()),
        new Group("windows and squash", Gate.OPERATION, chains()));
  }

  private List<Case> convolution() {
    ConnectionTable one = ConnectionTable.full(1, 1);
    ConnectionTable some = LayerCases.PARTIAL;
    Window same = Window.of(5).withPadding(Padding.SAME);
    return new Cases(small)
        .largeLayer(convolution("same", same, ConnectionTable.full(1, 6)), of(1, 28, 28), 3)
        .largeLayer(convolution("same", same, ConnectionTable.tableI()), of(6, 14, 14), 17)
        .layer(convolution("same", Window.of(4).withPadding(Padding.SAME), some), of(4, 5, 7), 3)
        .layer(convolution("half", Window.of(3).withPadding(Padding.HALF), one), of(1, 4, 5), 33)
        .layer(convolution("full", Window.of(3, 2).withPadding(Padding.FULL), some), of(4, 3, 1), 1)
        .layer(convolution("1x1", Window.of(1).withStride(3), one), of(1, 1, 1), 1)
        .layer(convolution("skipping", Window.of(2).withStride(3), some), of(4, 9, 10), 5)
        .layer(convolution("stride", Window.of(3).withStride(2), some), of(4, 8, 11), 3)
        .layer(convolution("wide", Window.of(1, 5), one), of(1, 2, 9), 3)
        .layer(convolution("uneven", UNEVEN, some), of(4, 7, 6), 3)
        .layer(convolution("uneven", UNEVEN, one), of(1, 2, 2), 33)
        .layer(convolution("outside", OUTSIDE, some), of(4, 3, 3), 3)
        .layer(convolution("rows of ten", same, some), of(4, 3, 10), 17)
        .layer(convolution("rows of ten", TENS, some), of(4, 9, 11), 3)
        .layer(new Convolution("no bias", Window.of(3), some, false), of(4, 6, 5), 3)
        .layer(new Convolution("no bias", UNEVEN, one, false), of(1, 5, 5), 1)
        .layer(new Convolution("covering, no bias", Window.of(3), some, false), of(4, 3, 3), 17)
        .largeLayer(
            convolution("long sums", Window.of(3).withPadding(Padding.SAME), one),
            of(1, 66, 66),
            17)
        .largeLayer(convolution("uneven", UNEVEN, some), of(4, 5, 135), 260)
        .list();
  }

  private static Layer convolution(String name, Window window, ConnectionTable table) {
    return new Convolution(name, window, table, true);
  }

  private static Shape of(int maps, int height, int width) {
    return new Shape(maps, height, width);
  }

  private List<Case> locallyConnected() {
    Shape image = of(1, 5, 5);
    return new Cases(small)
        .layer(new LocallyConnected("one", of(1, 1, 1), Window.of(1), 1, true), of(1, 1, 1), 1)
        .layer(new LocallyConnected("3x3", image, Window.of(3), 1, false), image, 33)
        .layer(new LocallyConnected("3x3", of(3, 6, 5), Window.of(3), 4, true), of(3, 6, 5), 3)
        .layer(new LocallyConnected("uneven", of(2, 7, 6), UNEVEN, 3, true), of(2, 7, 6), 5)
        .layer(new LocallyConnected("outside", of(2, 3, 3), OUTSIDE, 2, true), of(2, 3, 3), 3)
        .layer(
            new LocallyConnected(
                "same", of(2, 4, 5), Window.of(3).withPadding(Padding.SAME), 2, false),
            of(2, 4, 5),
            17)
        .largeLayer(
            new LocallyConnected("large", of(4, 14, 13), Window.of(5).withStride(2), 6, true),
            of(4, 14, 13),
            67)
        .list();
  }

  private List<Case> subsampling() {
    return new Cases(small)
        .layer(new Subsampling("1x1", 1, Window.of(1).withStride(2)), of(1, 1, 1), 1)
        .layer(new Subsampling("overlapping", 3, Window.of(3).withStride(2)), of(3, 8, 9), 3)
        .layer(new Subsampling("every place", 2, Window.of(2)), of(2, 5, 7), 33)
        .layer(new Subsampling("skipping", 2, Window.of(2).withStride(3)), of(2, 9, 7), 5)
        .layer(new Subsampling("uneven", 3, UNEVEN), of(3, 7, 6), 5)
        .layer(new Subsampling("outside", 2, OUTSIDE), of(2, 3, 3), 3)
        .largeLayer(new Subsampling("long sums", 1, Window.of(2)), of(1, 130, 130), 17)
        .list();
  }

  private List<Case> pooling(Pooling.Kind kind) {
    return new Cases(small)
        .layer(new Pooling("1x1", kind, 1, Window.of(1)), of(1, 1, 1), 1)
        .layer(new Pooling("2x2", kind, 3, Window.of(2).withStride(2)), of(3, 6, 5), 33)
        .layer(new Pooling("every place", kind, 2, Window.of(2)), of(2, 5, 7), 3)
        .layer(new Pooling("overlapping", kind, 3, Window.of(3).withStride(2)), of(3, 8, 9), 3)
        .layer(new Pooling("skipping", kind, 2, Window.of(2).withStride(3)), of(2, 10, 8), 5)
        .layer(new Pooling("uneven", kind, 3, UNEVEN), of(3, 7, 6), 5)
        .layer(new Pooling("outside", kind, 2, OUTSIDE), of(2, 3, 3), 3)
        .layer(
            new Pooling("same", kind, 1, Window.of(3).withStride(2).withPadding(Padding.SAME)),
            of(1, 6, 5),
            17)
        .largeLayer(new Pooling("wide", kind, 2, Window.of(2)), of(2, 3, 135), 65)
        .largeLayer(new Pooling("S2", kind, 6, Window.of(2).withStride(2)), of(6, 28, 28), 17)
        .add(new TiesCase(new Pooling("ties", kind, 3, Window.of(3).withStride(2)), of(3, 9, 8), 5))
        .list();
  }

  private List<Case> stochasticPooling() {
    Cases cases = new Cases(small);
    pooling(Pooling.Kind.STOCHASTIC).forEach(cases::add);
    Pooling.Kind kind = Pooling.Kind.STOCHASTIC;
    return cases
        .add(drawn(of(3, 6, 5), 33, new Pooling("2x2", kind, 3, Window.of(2).withStride(2))))
        .add(drawn(of(2, 7, 8), 3, new Pooling("overlapping", kind, 2, Window.of(3))))
        .add(drawn(of(2, 3, 3), 1, new Pooling("outside", kind, 2, OUTSIDE)))
        .add(probed(of(2, 7, 8), 5, new Pooling("overlapping", kind, 2, Window.of(3))))
        .list();
  }

  private List<Case> spatialPooling() {
    SpatialPooling two = new SpatialPooling("2x2", 3, 2, 2, 2);
    SpatialPooling four = new SpatialPooling("of 4", 2, 3, 2, 4);
    return new Cases(small)
        .layer(new SpatialPooling("one", 1, 1, 1, 1), of(1, 1, 1), 1)
        .layer(two, of(3, 6, 4), 33)
        .layer(four, of(2, 8, 12), 3)
        .layer(new SpatialPooling("of 6", 1, 2, 3, 6), of(1, 6, 12), 5)
        .largeLayer(new SpatialPooling("wide", 1, 2, 2, 4), of(1, 4, 136), 17)
        .add(drawn(of(3, 6, 4), 33, two))
        .add(drawn(of(2, 8, 12), 3, four))
        .add(drawn(of(1, 12, 6), 1, new SpatialPooling("of 6", 1, 2, 3, 6)))
        .add(probed(of(2, 8, 12), 5, four))
        .add(new TiesCase(four, of(2, 8, 12), 5))
        .list();
  }

  private List<Case> dropout() {
    Dropout third = new Dropout("a third", 1 / 3f);
    return new Cases(small)
        .layer(third, of(2, 3, 4), 3)
        .layer(new Flatten("flatten", of(2, 3, 4)), of(2, 3, 4), 3)
        .add(drawn(of(1, 1, 1), 33, third))
        .add(drawn(of(2, 3, 4), 3, third))
        .add(drawn(of(2, 3, 4), 3, new Dropout("none", 0)))
        .add(drawn(of(130, 1, 1), 17, new Dropout("most", 0.9f)))
        .add(probed(of(2, 3, 4), 33, third))
        .list();
  }

  /** Choices alone: what is chosen passes unchanged, or doubled. */
  private List<Case> draws() {
    Window window = Window.of(3).withStride(3);
    return new Cases(small)
        .add(drawn(of(2, 9, 7), 33, new Dropout("half", 0.5f)))
        .add(drawn(of(2, 9, 9), 5, new SpatialPooling("of 9", 2, 2, 3, 9)))
        .add(drawn(of(2, 9, 7), 33, new Pooling("drawn", Pooling.Kind.STOCHASTIC, 2, window)))
        .list();
  }

  private static Case drawn(Shape input, int samples, Layer... layers) {
    return new LayerCase(input, samples, layers).drawing(DRAWS);
  }

  /** A layer above one that shows the second derivatives by its inputs. */
  private static Case probed(Shape input, int samples, Layer layer) {
    return drawn(input, samples, new Subsampling("probe", input.maps(), 1), layer);
  }

  /** An activation may be computed together with the layer before it, whatever that is. */
  private List<Case> chains() {
    Activation squash = Activation.squash("squash");
    Activation second = Activation.squash("second squash");
    Window two = Window.of(2).withStride(2);
    Pooling average = new Pooling("average", Pooling.Kind.AVERAGE, 2, Window.of(2));
    Pooling largest = new Pooling("max", Pooling.Kind.MAX, 2, two);
    Pooling chance = new Pooling("chance", Pooling.Kind.STOCHASTIC, 2, two);
    Shape input = of(2, 6, 7);
    return new Cases(small)
        .add(between(input, 5, new Convolution("C", UNEVEN, table(), true)))
        .add(between(input, 3, new LocallyConnected("local", input, UNEVEN, 2, true)))
        .add(between(input, 5, new Subsampling("S", 2, UNEVEN)))
        .add(between(input, 5, average))
        .add(between(input, 5, new Pooling("zeros", Pooling.Kind.PADDED_AVERAGE, 2, UNEVEN)))
        .add(between(input, 5, largest))
        .add(between(input, 3, chance))
        .add(between(input, 5, chance).drawing(DRAWS))
        .add(between(of(2, 4, 4), 5, new SpatialPooling("S3", 2, 2, 2, 4)))
        .add(between(of(2, 4, 4), 5, new SpatialPooling("S3", 2, 2, 2, 4)).drawing(DRAWS))
        .add(between(input, 5, new Dropout("dropout", 0.5f)).drawing(DRAWS))
        .add(between(input, 5, new Flatten("flatten", input)))
        .add(new LayerCase(input, 3, squash, new Flatten("flatten", input), second))
        .add(
            new LayerCase(
                input,
                5,
                new Flatten("flatten", input),
                new FullConnection("full", 84, 3),
                new Flatten("again", of(3, 1, 1)),
                squash))
        .add(
            drawn(
                of(1, 10, 10),
                17,
                new Convolution(
                    "C1",
                    Window.of(3).withPadding(Padding.SAME),
                    ConnectionTable.full(1, 2),
                    false),
                squash,
                average,
                largest,
                new Dropout("D1", 0.25f),
                new Convolution("C3", 2, table()),
                second,
                new Flatten("flatten", of(2, 3, 3)),
                new Dropout("D2", 0.5f),
                new FullConnection("F4", 18, 5),
                Activation.squash("F4.squash"),
                new RadialBasis("RBF", new Numbers(5).centers(3, 5))))
        .list();
  }

  /** Between two activations, above a layer whose own derivatives show what it hands down. */
  private static LayerCase between(Shape input, int samples, Layer layer) {
    return new LayerCase(
        input,
        samples,
        new Subsampling("probe", input.maps(), 1),
        Activation.squash("squash below"),
        layer,
        Activation.squash(layer.name() + " squashed"));
  }

  private static ConnectionTable table() {
    return new ConnectionTable(2, List.of(List.of(0, 1), List.of(1)));
  }
}
