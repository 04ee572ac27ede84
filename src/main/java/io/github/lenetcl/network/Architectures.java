package io.github.lenetcl.network;

import static io.github.lenetcl.network.ActivationFunction.SCALED_TANH;
import static io.github.lenetcl.network.ActivationFunction.SIGMOID;
import static io.github.lenetcl.network.ActivationFunction.TANH;
import static io.github.lenetcl.network.Padding.SAME;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Networks that people build beside LeNet-5. Those of the paper end in radial basis functions whose
 * centres are the ±1 codes "one of n": the smallest penalty is that of the largest unit, and
 * equation (8) is the squared distance from the targets ±1.
 */
public final class Architectures {

  private Architectures() {}

  /**
   * {@return LeNet-1 (Section III-C), for 28×28 pixels with the digit in 16×16 of them}
   *
   * <p>Silent: which of the 4 maps each of the 12 reads. Here six read the first two and six the
   * last two, of each six two one map and four both, which makes 20 kernels and, for ten classes,
   * 2,578 parameters.
   *
   * @param classes the number of classes
   */
  public static Network lenet1(int classes) {
    List<List<Integer>> rows = new ArrayList<>();
    for (int first : List.of(0, 2)) {
      List<Integer> one = List.of(first);
      List<Integer> both = List.of(first, first + 1);
      rows.addAll(List.of(one, both, both, List.of(first + 1), both, both));
    }
    return Network.input(28, 28, 1)
        .named("C1")
        .conv(4, 5, SCALED_TANH)
        .named("S2")
        .subsampling(2)
        .activation(SCALED_TANH)
        .named("C3")
        .conv(new ConnectionTable(4, rows), 5)
        .activation(SCALED_TANH)
        .named("S4")
        .subsampling(2)
        .activation(SCALED_TANH)
        .named("output")
        .conv(classes, 4, SCALED_TANH)
        .named("codes")
        .rbf(Centers.oneOf(classes))
        .build();
  }

  /**
   * {@return LeNet-4 (Section III-C), for 32×32 pixels}
   *
   * <p>Silent: the connections. Here each of the 16 second-level maps reads all 4 of the first
   * level, and each of the 120 units reads 4 or 5 of the 16 maps, which makes 16,890 parameters for
   * ten classes: with all 16 maps the units alone would have 48,120.
   *
   * @param classes the number of classes
   */
  public static Network lenet4(int classes) {
    List<List<Integer>> rows = IntStream.range(0, 120).mapToObj(Architectures::lenet4Maps).toList();
    return Network.input(32, 32, 1)
        .named("C1")
        .conv(4, 5, SCALED_TANH)
        .named("S2")
        .subsampling(2)
        .activation(SCALED_TANH)
        .named("C3")
        .conv(16, 5, SCALED_TANH)
        .named("S4")
        .subsampling(2)
        .activation(SCALED_TANH)
        .named("C5")
        .conv(new ConnectionTable(16, rows), 5)
        .activation(SCALED_TANH)
        .named("output")
        .dense(classes, SCALED_TANH)
        .named("codes")
        .rbf(Centers.oneOf(classes))
        .build();
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

  /**
   * {@return LeNet-5's shapes in the common modern form: full connection, plain average pooling,
   * tanh, linear outputs; 61,706 parameters for ten classes}
   *
   * @param classes the number of classes
   */
  public static Network plain(int classes) {
    return Network.input(32, 32, 1)
        .conv(6, 5, TANH)
        .averagePool(2)
        .conv(16, 5, TANH)
        .averagePool(2)
        .conv(120, 5, TANH)
        .dense(84, TANH)
        .dense(classes)
        .build();
  }

  /**
   * {@return the LeNet of many Keras tutorials, for 28×28 pixels: padding in the first convolution,
   * average pooling that overlaps after it, a last convolution that gives 7×7 positions, and
   * softmax}
   *
   * @param classes the number of classes
   */
  public static Network keras(int classes) {
    return Network.input(28, 28, 1)
        .conv(6, 5, SAME, TANH)
        .averagePool(2, 1)
        .conv(16, 5, TANH)
        .averagePool(2, 2)
        .conv(120, 5, TANH)
        .flatten()
        .dense(84, TANH)
        .dense(classes)
        .softmax()
        .build();
  }

  /**
   * {@return a multilayer perceptron on 28×28 pixels with two hidden layers of 500 sigmoid units,
   * and softmax}
   *
   * @param classes the number of classes
   */
  public static Network perceptron(int classes) {
    return Network.input(28, 28, 1)
        .flatten()
        .dense(500, SIGMOID)
        .dense(500, SIGMOID)
        .dense(classes)
        .softmax()
        .build();
  }

  /**
   * {@return two inputs, two hidden units, one output: the least network that can tell whether its
   * inputs differ, which no single weighted sum can (Minsky and Papert 1969)}
   */
  public static Network xor() {
    return Network.input(1, 2, 1).flatten().dense(2, TANH).dense(1).build();
  }
}
