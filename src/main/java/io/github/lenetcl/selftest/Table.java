package io.github.lenetcl.selftest;

import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Distortion;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Squash;
import io.github.lenetcl.network.Subsampling;
import io.github.lenetcl.network.UpdateRule;
import java.util.ArrayList;
import java.util.List;

/**
 * The cases: batches of one and of no multiple of anything, single maps, odd sides, windows that do
 * not divide, partial connection tables, several positions. With {@code small} only what a
 * simulator does in about a minute.
 */
final class Table {

  private static final ConnectionTable PARTIAL =
      new ConnectionTable(4, List.of(List.of(0, 2), List.of(1), List.of(0, 1, 2, 3), List.of(3)));

  private final boolean small;

  private Table(boolean small) {
    this.small = small;
  }

  static List<Group> groups(boolean small) {
    Table table = new Table(small);
    return List.of(
        new Group("gather", Gate.EXACT, table.gather()),
        new Group("gather", Gate.OPERATION, table.gatherPerPixel()),
        new Group("affine distortion", Gate.OPERATION, table.affineDistortion()),
        new Group("elastic distortion", Gate.OPERATION, table.elasticDistortion()),
        new Group("convolution", Gate.OPERATION, table.convolution()),
        new Group("subsampling", Gate.OPERATION, table.subsampling()),
        new Group("squash", Gate.OPERATION, table.squash()),
        new Group("full connection", Gate.OPERATION, table.fullConnection()),
        new Group("radial basis", Gate.OPERATION, table.radialBasis()),
        new Group("layers and squash", Gate.OPERATION, table.chains()),
        new Group("loss", Gate.OPERATION, table.losses()),
        new Group("saturated loss", Gate.CANCELLED, table.saturatedLosses()),
        new Group("update", Gate.OPERATION, table.updates()),
        new Group("stop", Gate.OPERATION, table.halts()),
        new Group("LeNet-5", Gate.NETWORK, table.lenet5()),
        new Group("larger inputs", Gate.NETWORK, table.largerInputs()),
        new Group("ten steps", Gate.NETWORK, table.steps()),
        new Group("ten steps again, bit for bit", Gate.EXACT, table.again()),
        new Group("ten steps composed, bit for bit", Gate.EXACT, table.composed()));
  }

  /** Collects cases, those that a simulator takes long for only where there is no simulator. */
  private final class Cases {
    private final List<Case> cases = new ArrayList<>();

    Cases add(Case each) {
      cases.add(each);
      return this;
    }

    Cases large(Case each) {
      return small ? this : add(each);
    }

    /** A layer by itself and above a probe. */
    Cases layer(Layer layer, Shape input, int samples) {
      return add(new LayerCase(input, samples, layer)).add(new ProbeCase(layer, input, samples));
    }

    Cases largeLayer(Layer layer, Shape input, int samples) {
      return small ? this : layer(layer, input, samples);
    }
  }

  private List<Case> gather() {
    Shape lenet5 = new Shape(1, 32, 32);
    return new Cases()
        .add(new GatherCase("paper", Scaling.paper(), 28, 28, lenet5, 1))
        .add(new GatherCase("paper", Scaling.paper(), 28, 28, lenet5, 3))
        .large(new GatherCase("paper", Scaling.paper(), 28, 28, lenet5, 130))
        .add(new GatherCase("unit", Scaling.unit(), 5, 4, new Shape(1, 8, 9), 5))
        .add(new GatherCase("ink", Scaling.ink(), 3, 7, new Shape(1, 3, 7), 17))
        .add(new GatherCase("standard", Scaling.standard(33.3, 78.6), 1, 1, new Shape(1, 1, 1), 3))
        .add(new GatherCase("standard", Scaling.standard(33.3, 78.6), 1, 1, new Shape(1, 3, 4), 67))
        .large(new GatherCase("paper", Scaling.paper(), 28, 28, new Shape(1, 41, 33), 3))
        .cases;
  }

  private List<Case> gatherPerPixel() {
    return new Cases()
        .add(new GatherCase("per pixel", perPixel(28, 28), 28, 28, new Shape(1, 32, 32), 3))
        .add(new GatherCase("per pixel", perPixel(5, 3), 5, 3, new Shape(1, 5, 3), 1))
        .add(new GatherCase("per pixel", perPixel(5, 3), 5, 3, new Shape(1, 6, 6), 17))
        .cases;
  }

  private List<Case> affineDistortion() {
    Shape lenet5 = new Shape(1, 32, 32);
    Distortion paper = Distortion.paper();
    Distortion all = new Distortion(3, 1, 0.2f, 0.1f, 0.4f, 25, 0, 0);
    Distortion shift = Distortion.NONE.withTranslation(0.3f, 4);
    Distortion shear = Distortion.NONE.withShear(0.4f);
    return new Cases()
        .add(new GatherCase("paper", paper, Scaling.paper(), 28, 28, lenet5, 3))
        .large(new GatherCase("paper", paper, Scaling.paper(), 28, 28, lenet5, 67))
        .add(new GatherCase("all", all, Scaling.unit(), 28, 28, lenet5, 5))
        .add(new GatherCase("shift", shift, Scaling.unit(), 5, 4, new Shape(1, 8, 9), 17))
        .add(new GatherCase("shear", shear, perPixel(5, 3), 5, 3, new Shape(1, 6, 6), 3))
        .large(new GatherCase("all", all, perPixel(28, 27), 28, 27, new Shape(1, 41, 33), 3))
        .cases;
  }

  private List<Case> elasticDistortion() {
    Shape lenet5 = new Shape(1, 32, 32);
    Distortion simard = Distortion.NONE.withElastic(34, 4);
    Distortion paper = Distortion.paper().withElastic(30, 4.2f);
    Distortion sharp = Distortion.NONE.withElastic(1.5f, 0.4f);
    Distortion wide = Distortion.NONE.withElastic(60, 9);
    return new Cases()
        .large(new GatherCase("Simard", simard, Scaling.paper(), 28, 28, lenet5, 17))
        .add(new GatherCase("both", paper, Scaling.paper(), 28, 28, lenet5, 1))
        .add(new GatherCase("sharp", sharp, Scaling.unit(), 5, 4, new Shape(1, 8, 9), 5))
        .add(new GatherCase("wide", wide, perPixel(5, 3), 5, 3, new Shape(1, 6, 7), 3))
        .large(new GatherCase("both", paper, Scaling.paper(), 28, 28, new Shape(1, 41, 73), 3))
        .cases;
  }

  /** The first pixel never changes. */
  private static Scaling perPixel(int height, int width) {
    Numbers numbers = new Numbers(height);
    float[] factor = numbers.between(0.005, 0.05, height * width);
    factor[0] = 0;
    return new Scaling.PerPixel(numbers.between(0, 120, height * width), factor);
  }

  private List<Case> convolution() {
    Convolution c1 = new Convolution("C1", 5, ConnectionTable.full(1, 6));
    Convolution c3 = new Convolution("C3", 5, ConnectionTable.tableI());
    Convolution c5 = new Convolution("C5", 5, ConnectionTable.full(16, 120));
    return new Cases()
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
        .largeLayer(new Convolution("wide", 3, ConnectionTable.full(1, 2)), new Shape(1, 4, 131), 5)
        .largeLayer(
            new Convolution("long sums", 3, ConnectionTable.full(1, 2)), new Shape(1, 66, 66), 17)
        .largeLayer(new Convolution("many", 3, ConnectionTable.full(2, 2)), new Shape(2, 4, 5), 260)
        .cases;
  }

  private List<Case> subsampling() {
    return new Cases()
        .largeLayer(new Subsampling("S2", 6, 2), new Shape(6, 28, 28), 3)
        .largeLayer(new Subsampling("S4", 16, 2), new Shape(16, 10, 10), 17)
        .largeLayer(new Subsampling("long sums", 1, 2), new Shape(1, 130, 130), 17)
        .layer(new Subsampling("S4", 16, 2), new Shape(16, 10, 10), 1)
        .layer(new Subsampling("1x1", 3, 1), new Shape(3, 3, 2), 5)
        .layer(new Subsampling("2x2", 1, 2), new Shape(1, 5, 7), 5)
        .layer(new Subsampling("2x2", 1, 2), new Shape(1, 2, 2), 1)
        .layer(new Subsampling("3x3", 2, 3), new Shape(2, 10, 8), 3)
        .layer(new Subsampling("5x5", 2, 5), new Shape(2, 5, 5), 65)
        .largeLayer(new Subsampling("2x2", 3, 2), new Shape(3, 6, 5), 259)
        .cases;
  }

  private List<Case> squash() {
    Squash squash = new Squash("squash");
    return new Cases()
        .layer(squash, new Shape(1, 1, 1), 1)
        .layer(squash, new Shape(3, 5, 7), 3)
        .layer(squash, new Shape(120, 1, 1), 17)
        .largeLayer(squash, new Shape(6, 28, 28), 5)
        .add(ranged(squash, new Shape(7, 3, 3), 5, 0.01f))
        .add(ranged(squash, new Shape(7, 3, 3), 17, 20))
        .add(ranged(squash, new Shape(7, 3, 3), 65, 1000))
        .cases;
  }

  /** With inputs from −range/2 to range. */
  private static Case ranged(Layer layer, Shape input, int samples, float range) {
    return new LayerCase(new Network(input, List.of(layer)), input, samples, range, 1);
  }

  private List<Case> fullConnection() {
    FullConnection f6 = new FullConnection("F6", 120, 84);
    return new Cases()
        .layer(f6, new Shape(120, 1, 1), 1)
        .largeLayer(f6, new Shape(120, 1, 1), 3)
        .largeLayer(f6, new Shape(120, 1, 1), 5)
        .largeLayer(f6, new Shape(120, 1, 1), 17)
        .largeLayer(f6, new Shape(120, 1, 1), 67)
        .largeLayer(f6, new Shape(120, 2, 3), 5)
        .layer(new FullConnection("one", 1, 1), new Shape(1, 1, 1), 1)
        .layer(new FullConnection("odd", 7, 3), new Shape(7, 3, 2), 5)
        .layer(new FullConnection("output", 84, 10), new Shape(84, 1, 1), 3)
        .largeLayer(new FullConnection("many", 33, 65), new Shape(33, 1, 1), 131)
        .largeLayer(new FullConnection("long sums", 2500, 3), new Shape(2500, 1, 1), 17)
        .cases;
  }

  private List<Case> radialBasis() {
    RadialBasis digits = new RadialBasis("digits", Centers.digits());
    RadialBasis odd = new RadialBasis("odd", new Numbers(3).centers(3, 5));
    return new Cases()
        .layer(digits, new Shape(84, 1, 1), 1)
        .layer(digits, new Shape(84, 1, 1), 3)
        .layer(digits, new Shape(84, 1, 1), 17)
        .layer(digits, new Shape(84, 1, 3), 5)
        .largeLayer(digits, new Shape(84, 1, 1), 131)
        .layer(odd, new Shape(5, 1, 1), 1)
        .layer(odd, new Shape(5, 2, 3), 5)
        .layer(new RadialBasis("one", new Numbers(1).centers(1, 1)), new Shape(1, 1, 1), 65)
        .add(ranged(digits, new Shape(84, 1, 1), 5, 3.4f))
        .cases;
  }

  /** A squash may be computed together with the layer before it. */
  private List<Case> chains() {
    Squash squash = new Squash("squash");
    return new Cases()
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
                new Squash("S2.squash"),
                new Convolution("C3", 3, PARTIAL),
                new Squash("C3.squash"),
                new FullConnection("F4", 4, 5),
                new Squash("F4.squash"),
                new RadialBasis("RBF", new Numbers(5).centers(3, 5))))
        .cases;
  }

  private List<Case> losses() {
    Cases cases = new Cases();
    for (int samples : small ? new int[] {1, 3} : new int[] {1, 3, 17, 65}) {
      cases
          .add(new LossCase(new Loss.MeanSquaredError(1), 3, 4, samples, true))
          .add(new LossCase(new Loss.MeanSquaredError(0.02f), 0, 14, samples, true))
          .add(new LossCase(new Loss.MaximumAPosteriori(0.1f, 0.02f), 9, 8, samples, true))
          .add(new LossCase(new Loss.MaximumAPosteriori(1, 1), 3, 14, samples, true))
          .add(new LossCase(new Loss.MaximumAPosteriori(3, 1), 0, 8, samples, true))
          .add(new LossCase(new Loss.MaximumAPosteriori(85, 1), 3, 0, samples, true));
    }
    // So far off that exponentials, were they not taken from the least penalty on, would leave even
    // the range of double precision.
    Loss unlikelyRubbish = new Loss.MaximumAPosteriori(1e6f, 1);
    for (int nearest : new int[] {0, 3, 9}) {
      cases.add(new LossCase(unlikelyRubbish, nearest, 200, 2, false));
    }
    cases.add(new LossCase(new Loss.MaximumAPosteriori(1, 1), 9, 200, 2, true));
    return cases.cases;
  }

  /** One class takes all, and the second derivatives are what is left of differences. */
  private List<Case> saturatedLosses() {
    return new Cases()
        .large(new LossCase(new Loss.MaximumAPosteriori(200, 1), 3, 8, 17, true))
        .add(new LossCase(new Loss.MaximumAPosteriori(1000, 1), 9, 14, 5, true))
        .cases;
  }

  private List<Case> updates() {
    Cases cases = new Cases();
    for (int inputs : new int[] {1, 6, 255, 256, 3000}) {
      cases
          .add(new UpdateCase(new UpdateRule.GradientDescent(0.3f), inputs))
          .add(new UpdateCase(new UpdateRule.Momentum(0.3f, 0.9f), inputs))
          .add(new UpdateCase(new UpdateRule.Momentum(0.3f, 0), inputs))
          .add(new UpdateCase(new UpdateRule.LevenbergMarquardt(0.1f, 0.02f), inputs));
    }
    return cases.cases;
  }

  private List<Case> halts() {
    return new Cases()
        .add(new HaltCase(new Loss.MeanSquaredError(1)))
        .add(new HaltCase(new Loss.MaximumAPosteriori(1, 1)))
        .cases;
  }

  private List<Case> lenet5() {
    return new Cases()
        .add(new LeNet5Case(new Loss.MaximumAPosteriori(1, 1), 1.5, 1))
        .large(new LeNet5Case(new Loss.MaximumAPosteriori(85, 0.05f), 1.5, 5))
        .large(new LeNet5Case(new Loss.MaximumAPosteriori(1, 1), 2.4, 17))
        .large(new LeNet5Case(new Loss.MeanSquaredError(1), 1.5, 3))
        .cases;
  }

  /** With errors of the size of a mean over the outputs. */
  private List<Case> largerInputs() {
    Network lenet5 = Network.lenet5();
    return new Cases()
        .add(new LayerCase(toy(), new Shape(1, 14, 17), 3, 1, 0.05f))
        .large(new LayerCase(lenet5, new Shape(1, 32, 45), 1, 1, 0.01f))
        .large(new LayerCase(lenet5, new Shape(1, 37, 40), 5, 1, 0.01f))
        .cases;
  }

  private List<Case> steps() {
    return trainings().stream().<Case>map(StepsCase::new).toList();
  }

  private List<Case> again() {
    return trainings().stream()
        .<Case>map(
            each -> new RepeatedCase(each, Training.Way.STEP_BY_STEP, Training.Way.STEP_BY_STEP))
        .toList();
  }

  private List<Case> composed() {
    return trainings().stream()
        .<Case>map(each -> new RepeatedCase(each, Training.Way.AT_ONCE, Training.Way.COMPOSED))
        .toList();
  }

  private List<Training> trainings() {
    Loss map = new Loss.MaximumAPosteriori(1, 0.05f);
    UpdateRule lm = new UpdateRule.LevenbergMarquardt(0.0005f, 0.02f);
    UpdateRule descent = new UpdateRule.GradientDescent(0.05f);
    UpdateRule momentum = new UpdateRule.Momentum(0.01f, 0.9f);
    List<Training> trainings = new ArrayList<>();
    trainings.add(new Training(toy(), map, momentum, 4, 38));
    if (!small) {
      trainings.add(new Training(toy(), new Loss.MeanSquaredError(0.05f), lm, 1, 10));
      trainings.add(new Training(Network.lenet5(), map, lm, 1, 10));
      trainings.add(new Training(Network.lenet5(), map, descent, 8, 80));
      trainings.add(new Training(Network.lenet5(), map, momentum, 7, 67));
    }
    return trainings;
  }

  /** LeNet-5's kinds of layers in a few units. */
  private static Network toy() {
    return new Network(
        new Shape(1, 10, 10),
        List.of(
            new Convolution("C1", 3, ConnectionTable.full(1, 4)),
            new Squash("C1.squash"),
            new Subsampling("S2", 4, 2),
            new Squash("S2.squash"),
            new Convolution("C3", 3, PARTIAL),
            new Squash("C3.squash"),
            new Convolution("C5", 2, ConnectionTable.full(4, 6)),
            new Squash("C5.squash"),
            new FullConnection("F6", 6, 5),
            new Squash("F6.squash"),
            new RadialBasis("RBF", new Numbers(5).centers(3, 5))));
  }
}
