package io.github.lenetcl.experiment;

import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Subsampling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

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

  /**
   * LeNet-1: the digit in 16×16 of 28×28 pixels. Silent: which of the 4 maps each of the 12 reads.
   * Here six read the first two and six the last two, of each six two one map and four both, which
   * makes 20 kernels and 2,578 parameters.
   */
  private static Method lenet1() {
    List<List<Integer>> rows = new ArrayList<>();
    for (int first : List.of(0, 2)) {
      List<Integer> one = List.of(first);
      List<Integer> both = List.of(first, first + 1);
      rows.addAll(List.of(one, both, both, List.of(first + 1), both, both));
    }
    return new Method(
        "LeNet-1",
        network(
            28,
            new Convolution("C1", 5, ConnectionTable.full(1, 4)),
            Activation.squash("C1.squash"),
            new Subsampling("S2", 4, 2),
            Activation.squash("S2.squash"),
            new Convolution("C3", 5, new ConnectionTable(4, rows)),
            Activation.squash("C3.squash"),
            new Subsampling("S4", 12, 2),
            Activation.squash("S4.squash"),
            new Convolution("output", 4, ConnectionTable.full(12, CLASSES)),
            Activation.squash("output.squash")),
        images -> Transformed.scaled(images, LENET1_SCALE, 28),
        1.7,
        "about 2,600");
  }

  /**
   * LeNet-4. Silent: the connections. Here each of the 16 second-level maps reads all 4 of the
   * first level, and each of the 120 units reads 4 or 5 of the 16 maps, which makes 16,890
   * parameters: with all 16 maps the units alone would have 48,120.
   */
  private static Method lenet4() {
    List<List<Integer>> rows = IntStream.range(0, 120).mapToObj(Method::lenet4Maps).toList();
    return new Method(
        "LeNet-4",
        network(
            32,
            new Convolution("C1", 5, ConnectionTable.full(1, 4)),
            Activation.squash("C1.squash"),
            new Subsampling("S2", 4, 2),
            Activation.squash("S2.squash"),
            new Convolution("C3", 5, ConnectionTable.full(4, 16)),
            Activation.squash("C3.squash"),
            new Subsampling("S4", 16, 2),
            Activation.squash("S4.squash"),
            new Convolution("C5", 5, new ConnectionTable(16, rows)),
            Activation.squash("C5.squash"),
            new FullConnection("output", 120, CLASSES),
            Activation.squash("output.squash")),
        UnaryOperator.identity(),
        1.1,
        "about 17,000");
  }

  /**
   * The maps of a unit: the first 48 units read 4, the others 5, in steps of 1, 3, 5, 7 or 2 from
   * each of the 16 in turn, so that no two units read the same.
   */
  private static List<Integer> lenet4Maps(int unit) {
    int fours = 48;
    int of = unit < fours ? unit : unit - fours;
    int step = List.of(1, 3, 5, 7, 2).get(of / 16);
    return IntStream.range(0, unit < fours ? 4 : 5)
        .map(k -> (of + k * step) % 16)
        .sorted()
        .boxed()
        .toList();
  }

  private static Network network(int side, Layer... layers) {
    List<Layer> all = new ArrayList<>(List.of(layers));
    all.add(new RadialBasis("codes", oneOfTen()));
    return new Network(new Shape(1, side, side), all);
  }

  private static Centers oneOfTen() {
    float[][] codes = new float[CLASSES][CLASSES];
    for (int i = 0; i < CLASSES; i++) {
      Arrays.fill(codes[i], -1);
      codes[i][i] = 1;
    }
    return new Centers(codes);
  }
}
