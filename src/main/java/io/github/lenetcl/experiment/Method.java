package io.github.lenetcl.experiment;

import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.Architectures;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A recogniser that the paper compares LeNet-5 with (Section III-C), built from this engine's
 * layers.
 *
 * <p>Outputs of all but LeNet-5 are ten units, one for each class. They end in radial basis
 * functions whose centres are the ±1 codes "one of ten": the smallest penalty Σ_j (x_j − w_ij)² is
 * then that of the largest unit, and equation (8) is the squared distance from the targets ±1. A
 * dense layer on an image is a convolution whose kernel covers the image.
 *
 * @param name its name in the paper
 * @param network the network
 * @param images from the digits as they come to those that it is given
 * @param paperError what the paper reports, per cent
 * @param paperParameters how many trainable parameters the paper reports, or blank
 */
record Method(
    String name,
    Network network,
    UnaryOperator<LabelledImages> images,
    double paperError,
    String paperParameters) {

  private static final int CLASSES = 10;

  /** Digits lie in 20×20 of the 28×28 pixels, and LeNet-1 wants them in 16×16. */
  private static final double LENET1_SCALE = 0.8;

  /** {@return the other methods, from the simplest} */
  static List<Method> others() {
    return List.of(linear(), perceptron(), lenet1(), lenet4());
  }

  /** A weighted sum of the pixels for each class, without a squash. */
  private static Method linear() {
    return new Method(
        "linear classifier",
        network(28, new Convolution("linear", 28, ConnectionTable.full(1, CLASSES))),
        UnaryOperator.identity(),
        12.0,
        "");
  }

  /** Two hidden layers of 300 and 100 units on 28×28 pixels. */
  private static Method perceptron() {
    return new Method(
        "MLP 300-100",
        network(
            28,
            new Convolution("hidden1", 28, ConnectionTable.full(1, 300)),
            Activation.squash("hidden1.squash"),
            new FullConnection("hidden2", 300, 100),
            Activation.squash("hidden2.squash"),
            new FullConnection("output", 100, CLASSES),
            Activation.squash("output.squash")),
        UnaryOperator.identity(),
        3.05,
        "");
  }

  private static Method lenet1() {
    return new Method(
        "LeNet-1",
        Architectures.lenet1(CLASSES),
        images -> Transformed.scaled(images, LENET1_SCALE, 28),
        1.7,
        "about 2,600");
  }

  private static Method lenet4() {
    return new Method(
        "LeNet-4", Architectures.lenet4(CLASSES), UnaryOperator.identity(), 1.1, "about 17,000");
  }

  private static Network network(int side, Layer... layers) {
    List<Layer> all = new ArrayList<>(List.of(layers));
    all.add(new RadialBasis("codes", Centers.oneOf(CLASSES)));
    return new Network(new Shape(1, side, side), all);
  }
}
