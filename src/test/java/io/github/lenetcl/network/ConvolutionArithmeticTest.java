package io.github.lenetcl.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sizes that windows give: Dumoulin and Visin, A guide to convolution arithmetic (2016). */
class ConvolutionArithmeticTest {

  private static Padding padding(String text) {
    return switch (text) {
      case "same" -> Padding.SAME;
      case "half" -> Padding.HALF;
      case "full" -> Padding.FULL;
      default -> Padding.of(Integer.parseInt(text));
    };
  }

  private static int output(int input, int kernel, int stride, Padding padding) {
    Window window = Window.of(kernel).withStride(stride).withPadding(padding);
    Layer layer = new Convolution("C", window, ConnectionTable.full(1, 1), true);
    Shape output = layer.outputShape(new Shape(1, input, input));
    assertEquals(output.height(), output.width());
    return output.height();
  }

  /** The guide's figures and relations, and the networks that the presets have. */
  @ParameterizedTest
  @CsvSource({
    // Relation 1: no padding, stride 1: i − k + 1.
    "4, 3, 1, 0, 2",
    "5, 5, 1, 0, 1",
    "32, 5, 1, 0, 28",
    "1, 1, 1, 0, 1",
    // Relation 2: i − k + 2p + 1.
    "5, 4, 1, 2, 6",
    "3, 5, 1, 1, 1",
    // Relation 3, half padding, odd kernels: i.
    "5, 3, 1, half, 5",
    "28, 5, 1, half, 28",
    "1, 7, 1, half, 1",
    // Even kernels with half padding: one more.
    "5, 4, 1, half, 6",
    "5, 2, 1, half, 6",
    // Relation 4, full padding: i + k − 1.
    "5, 3, 1, full, 7",
    "1, 5, 1, full, 5",
    "4, 1, 1, full, 4",
    // Relation 5: no padding, stride s: ⌊(i − k)/s⌋ + 1.
    "5, 3, 2, 0, 2",
    "28, 2, 2, 0, 14",
    "27, 2, 2, 0, 13",
    "7, 2, 3, 0, 2",
    "9, 1, 4, 0, 3",
    "2, 2, 5, 0, 1",
    // Relation 6: ⌊(i + 2p − k)/s⌋ + 1; different inputs may give the same.
    "5, 3, 2, 1, 3",
    "6, 3, 2, 1, 3",
    "7, 3, 2, half, 4",
    "7, 3, 2, full, 5",
    // Same, as in TensorFlow: ⌈i/s⌉, whatever the kernel.
    "28, 5, 1, same, 28",
    "28, 4, 1, same, 28",
    "5, 2, 1, same, 5",
    "5, 3, 2, same, 3",
    "6, 3, 2, same, 3",
    "7, 2, 3, same, 3",
    "5, 1, 2, same, 3",
    "1, 9, 4, same, 1",
    "3, 2, 5, same, 1",
  })
  void outputsHaveTheSizesOfTheGuide(int input, int kernel, int stride, String padding, int size) {
    assertEquals(size, output(input, kernel, stride, padding(padding)));
  }

  /** The relations as formulas, over every small case. */
  @Test
  void relationsHoldForEverySmallCase() {
    for (int i = 1; i <= 9; i++) {
      for (int k = 1; k <= 6; k++) {
        for (int s = 1; s <= 4; s++) {
          assertEquals((i + s - 1) / s, output(i, k, s, Padding.SAME));
          assertEquals((i + 2 * (k - 1) - k) / s + 1, output(i, k, s, Padding.FULL));
          assertEquals((i + 2 * (k / 2) - k) / s + 1, output(i, k, s, Padding.HALF));
          for (int p = 0; p <= 3; p++) {
            if (i + 2 * p >= k) {
              assertEquals((i + 2 * p - k) / s + 1, output(i, k, s, Padding.of(p)));
            }
          }
        }
      }
    }
  }

  @Test
  void samePaddingHasItsGreaterPartBehind() {
    Window even = Window.of(4).withPadding(Padding.SAME);
    assertEquals(1, even.top(7));
    assertEquals(1, even.left(7));
    Window strided = Window.of(3).withStride(2).withPadding(Padding.SAME);
    assertEquals(0, strided.top(6));
    assertEquals(1, strided.top(5));
  }

  @Test
  void windowsMayDifferDownAndAcross() {
    Window window = new Window(2, 5, 3, 1, new Padding.Given(1, 0, 2, 4));
    Shape output =
        new Convolution("C", window, ConnectionTable.full(1, 1), true)
            .outputShape(new Shape(1, 7, 6));
    assertEquals(new Shape(1, 3, 6), output);
  }

  @Test
  void aWindowThatDoesNotFitIsRefusedByName() {
    Layer layer = new Convolution("C3", Window.of(5), ConnectionTable.full(2, 3), true);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> layer.outputShape(new Shape(2, 4, 9)));
    assertEquals("C3: input 2@4x9, wanted 2 maps of at least 5x5", e.getMessage());
  }

  /** Nine features of a 5×5 image, without biases. */
  @Test
  void sharingAndLocalityTakeAwayWeights() {
    Shape image = new Shape(1, 5, 5);
    Window window = Window.of(3);
    assertEquals(
        225,
        weights(image, new Flatten("flatten", image), new FullConnection("full", 25, 9, false)));
    assertEquals(81, weights(image, new LocallyConnected("local", image, window, 1, false)));
    assertEquals(
        9, weights(image, new Convolution("shared", window, ConnectionTable.full(1, 1), false)));
  }

  private static int weights(Shape image, Layer... layers) {
    Network network = new Network(image, List.of(layers));
    assertEquals(9, network.output().size());
    assertTrue(network.parameters().stream().allMatch(each -> each.name().endsWith("weight")));
    return network.parameterCount();
  }
}
