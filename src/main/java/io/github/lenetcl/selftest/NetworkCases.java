package io.github.lenetcl.selftest;

import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Architectures;
import io.github.lenetcl.network.BatchNormalization;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Distortion;
import io.github.lenetcl.network.Dropout;
import io.github.lenetcl.network.Flatten;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Softmax;
import io.github.lenetcl.network.SpatialPooling;
import io.github.lenetcl.network.Subsampling;
import io.github.lenetcl.network.UpdateRule;
import io.github.lenetcl.network.Window;
import java.util.List;
import java.util.stream.Stream;

/** Whole networks: LeNet-5, inputs larger than the network's own, and steps of training. */
record NetworkCases(boolean small) {

  private static final Loss MAP = new Loss.MaximumAPosteriori(1, 0.05f);
  private static final UpdateRule LM = new UpdateRule.LevenbergMarquardt(0.0005f, 0.02f);
  private static final Loss ENTROPY = new Loss.CrossEntropy(1);

  /**
   * With a smaller epsilon steps by gradients near 0 are of their signs, and so of their rounding.
   */
  private static final UpdateRule ADAM = new UpdateRule.Adam(0.005f, 0.9f, 0.999f, 1e-2f, 0);

  private static final UpdateRule MOMENTUM = new UpdateRule.Momentum(0.01f, 0.9f);

  List<Group> groups() {
    return List.of(
        new Group("LeNet-5", Gate.NETWORK, lenet5()),
        new Group("larger inputs", Gate.NETWORK, largerInputs()),
        new Group("ten steps", Gate.NETWORK, steps()),
        new Group("ten steps again, bit for bit", Gate.EXACT, again()),
        new Group("ten steps at once, bit for bit", Gate.EXACT, atOnce()),
        new Group(
            "ten steps composed, bit for bit",
            Gate.EXACT,
            composed(List.of(new Training(chance(), MAP, MOMENTUM, 4, small ? 10 : 38)))),
        new Group("ten steps composed", Gate.NETWORK, composed(repeated())));
  }

  private List<Case> lenet5() {
    return new Cases(small)
        .add(new LeNet5Case(new Loss.MaximumAPosteriori(1, 1), 1.5, 1))
        .large(new LeNet5Case(new Loss.MaximumAPosteriori(85, 0.05f), 1.5, 5))
        .large(new LeNet5Case(new Loss.MaximumAPosteriori(1, 1), 2.4, 17))
        .large(new LeNet5Case(new Loss.MeanSquaredError(1), 1.5, 3))
        .list();
  }

  /** With errors of the size of a mean over the outputs. */
  private List<Case> largerInputs() {
    Network lenet5 = Network.lenet5();
    return new Cases(small)
        .add(new LayerCase(toy(), new Shape(1, 14, 17), 3, 1, 0.05f))
        .large(new LayerCase(lenet5, new Shape(1, 32, 45), 1, 1, 0.01f))
        .large(new LayerCase(lenet5, new Shape(1, 37, 40), 5, 1, 0.01f))
        .list();
  }

  private List<Case> steps() {
    return trainings().stream().<Case>map(StepsCase::new).toList();
  }

  private List<Case> again() {
    return repeated().stream()
        .<Case>map(
            each -> new RepeatedCase(each, Training.Way.STEP_BY_STEP, Training.Way.STEP_BY_STEP))
        .toList();
  }

  private List<Case> atOnce() {
    return repeated().stream()
        .<Case>map(each -> new RepeatedCase(each, Training.Way.STEP_BY_STEP, Training.Way.AT_ONCE))
        .toList();
  }

  private List<Case> composed(List<Training> trainings) {
    return trainings.stream()
        .<Case>map(each -> new RepeatedCase(each, Training.Way.AT_ONCE, Training.Way.COMPOSED))
        .toList();
  }

  private List<Training> trainings() {
    return Stream.of(toys(), lenet5s()).flatMap(List::stream).toList();
  }

  /**
   * A simulator, which takes samples of LeNet-5 one by one, has seen enough of them in the steps.
   */
  private List<Training> repeated() {
    return small ? toys() : trainings();
  }

  private List<Training> toys() {
    Training momentum = new Training(toy(), MAP, MOMENTUM, 4, 38);
    Loss mse = new Loss.MeanSquaredError(0.05f);
    UpdateRule descent = new UpdateRule.GradientDescent(0.05f);
    UpdateRule nesterov = new UpdateRule.Momentum(0.05f, 0.9f, true);
    UpdateRule wrapped =
        new UpdateRule.Clipped(
            0.5f, new UpdateRule.Penalized(UpdateRule.Penalty.L2, 0.01f, MOMENTUM));
    return small
        ? List.of(
            momentum,
            new Training(modernToy(), ENTROPY, ADAM, 4, 10),
            new Training(smoothToy(), ENTROPY, MOMENTUM, 4, 10))
        : List.of(
            momentum,
            new Training(modernToy(), ENTROPY, ADAM, 4, 38),
            new Training(smoothToy(), ENTROPY, MOMENTUM, 4, 38),
            new Training(chance(), MAP, MOMENTUM, 4, 38),
            new Training(normalized(), ENTROPY, MOMENTUM, 9, 49),
            new Training(normalized(), ENTROPY, ADAM, 4, 38),
            new Training(modernToy(), new Loss.OutputSquaredError(1), nesterov, 1, 10),
            new Training(modernToy(), ENTROPY, LM, 1, 10),
            new Training(toy(), MAP, wrapped, 4, 38),
            new Training(toy(), mse, LM, 1, 10),
            new Training(toy(), MAP, descent, 1, 10),
            new Training(toy(), MAP, MOMENTUM, 1, 10));
  }

  /** Of LeNet-5. */
  private List<Training> lenet5s() {
    Network lenet5 = Network.lenet5();
    UpdateRule descent = new UpdateRule.GradientDescent(0.05f);
    if (small) {
      return List.of(
          new Training(lenet5, MAP, MOMENTUM, 2, 3), new Training(lenet5, MAP, LM, 1, 2));
    }
    Loss mse = new Loss.MeanSquaredError(0.05f);
    Distortion distortion = Distortion.paper().withElastic(20, 4);
    return List.of(
        new Training(lenet5, MAP, LM, 1, 10),
        new Training(lenet5, MAP, descent, 8, 80),
        new Training(lenet5, MAP, ADAM, 8, 24),
        new Training(Architectures.plain(10), ENTROPY, descent, 17, 71),
        new Training(Architectures.plain(10), ENTROPY, LM, 1, 10),
        new Training(lenet5, MAP, MOMENTUM, 7, 67),
        new Training(lenet5, mse, LM, 33, 71),
        new Training(lenet5, mse, MOMENTUM, 1, 10),
        new Training(lenet5, MAP, new UpdateRule.GradientDescent(0.001f), 1, 70),
        new Training(lenet5, MAP, LM, 1, 10, distortion),
        new Training(lenet5, MAP, MOMENTUM, 8, 76, distortion));
  }

  /** LeNet-5's kinds of layers in a few units. */
  private static Network toy() {
    return new Network(
        new Shape(1, 10, 10),
        List.of(
            new Convolution("C1", 3, ConnectionTable.full(1, 4)),
            Activation.squash("C1.squash"),
            new Subsampling("S2", 4, 2),
            Activation.squash("S2.squash"),
            new Convolution("C3", 3, LayerCases.PARTIAL),
            Activation.squash("C3.squash"),
            new Convolution("C5", 2, ConnectionTable.full(4, 6)),
            Activation.squash("C5.squash"),
            new FullConnection("F6", 6, 5),
            Activation.squash("F6.squash"),
            new RadialBasis("RBF", new Numbers(5).centers(3, 5))));
  }

  /** The kinds of layers that networks have today, in a few units. */
  private static Network modernToy() {
    return new Network(
        new Shape(1, 8, 8),
        List.of(
            new Convolution("C1", 3, ConnectionTable.full(1, 4)),
            new Activation("C1.relu", ActivationFunction.RELU),
            new Convolution("C2", 3, ConnectionTable.full(4, 5)),
            new Activation("C2.tanh", ActivationFunction.TANH),
            new Convolution("C3", 4, ConnectionTable.full(5, 6)),
            new Activation("C3.sigmoid", ActivationFunction.SIGMOID),
            new FullConnection("F4", 6, 3),
            new Softmax("softmax")));
  }

  /** Layers of functions of every value. */
  private static Network smoothToy() {
    return new Network(
        new Shape(1, 8, 8),
        List.of(
            new Convolution("C1", 5, ConnectionTable.full(1, 4)),
            new Pointwise("C1.gelu", Pointwise.Function.GELU),
            new Convolution("C2", 4, ConnectionTable.full(4, 12)),
            new Pointwise("C2.elu", Pointwise.Function.ELU, 0.7f),
            new FullConnection("F3", 12, 7),
            new Activation("F3.tanh", ActivationFunction.TANH),
            new Pointwise("F3.leaky", Pointwise.Function.LEAKY_RELU),
            new FullConnection("F4", 7, 3)));
  }

  /** Batch normalisation before an activation and behind one, of maps and of vectors. */
  private static Network normalized() {
    return new Network(
        new Shape(1, 8, 8),
        List.of(
            new Convolution("C1", Window.of(3), ConnectionTable.full(1, 4), false),
            new BatchNormalization("C1.norm", 4),
            new Activation("C1.relu", ActivationFunction.RELU),
            new Convolution("C2", 3, ConnectionTable.full(4, 5)),
            new Activation("C2.tanh", ActivationFunction.TANH),
            new BatchNormalization("C2.norm", 5, 1e-3f, 0.3f),
            new Flatten("flatten", new Shape(5, 4, 4)),
            new Dropout("dropout", 0.2f),
            new FullConnection("F3", 80, 6, false),
            new BatchNormalization("F3.norm", 6),
            new Activation("F3.relu", ActivationFunction.RELU),
            new FullConnection("F4", 6, 3),
            new Softmax("softmax")));
  }

  /**
   * A small network whose layers act by chance. Of the first of them no device has kernels that
   * take all layers at once, so that steps at once and composed are the same.
   */
  private static Network chance() {
    Window same = Window.of(3).withPadding(Padding.SAME);
    return new Network(
        new Shape(1, 10, 10),
        List.of(
            new Convolution("C1", same, ConnectionTable.full(1, 4), false),
            Activation.squash("C1.squash"),
            new SpatialPooling("P2", 4, 2, 2, 2),
            new Convolution("C3", 3, LayerCases.PARTIAL),
            Activation.squash("C3.squash"),
            new Flatten("flatten", new Shape(4, 3, 3)),
            new Dropout("dropout", 0.5f),
            new FullConnection("F6", 36, 5),
            Activation.squash("F6.squash"),
            new RadialBasis("RBF", new Numbers(5).centers(3, 5))));
  }
}
