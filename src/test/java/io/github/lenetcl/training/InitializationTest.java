package io.github.lenetcl.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.network.Architectures;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InitializationTest {

  private static final Network NETWORK = Network.lenet5();

  private static Parameter named(String name) {
    return NETWORK.parameters().stream()
        .filter(parameter -> parameter.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static double largest(float[] values) {
    double largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  @Test
  void fillsTheRangeOfEachUnitAndNoMore() {
    float[] paper = Initialization.paper().draw(NETWORK, 1);
    // Fan-in of F6 is 120, of C5 400, of S2 four; 10,080 and 48,000 values come near the bound.
    double f6 = largest(named("F6.weight").slice(paper));
    assertTrue(f6 <= 2.4 / 120 && f6 > 0.999 * 2.4 / 120, () -> "F6 " + f6);
    double c5 = largest(named("C5.weight").slice(paper));
    assertTrue(c5 <= 2.4 / 400 && c5 > 0.999 * 2.4 / 400, () -> "C5 " + c5);
    assertTrue(largest(named("S2.coefficient").slice(paper)) <= 2.4 / 4);

    double root = largest(named("C5.weight").slice(Initialization.overRoot(1.5f).draw(NETWORK, 1)));
    assertTrue(root <= 1.5 / 20 && root > 0.999 * 1.5 / 20, () -> "C5 " + root);
  }

  @Test
  void eachMapOfC3HasItsOwnRange() {
    Parameter weight = named("C3.weight");
    float[] values = weight.slice(Initialization.paper().draw(NETWORK, 3));
    // The first 18 kernels belong to maps that read three maps, the last 6 to the one that reads
    // six.
    double three = largest(Arrays.copyOfRange(values, 0, 18 * 25));
    double six = largest(Arrays.copyOfRange(values, 54 * 25, 60 * 25));
    assertTrue(three <= 2.4 / 75 && three > 0.98 * 2.4 / 75, () -> "three inputs " + three);
    assertTrue(six <= 2.4 / 150 && six > 0.98 * 2.4 / 150, () -> "six inputs " + six);
  }

  @Test
  void glorotsRangeHasTheFanOutToo() {
    Network keras = Architectures.keras(10);
    float[] drawn = Initialization.glorot().draw(keras, 1);
    assertFills(keras, drawn, "conv1.weight", 6.0 / (25 + 6 * 25), 0.95);
    assertFills(keras, drawn, "conv5.weight", 6.0 / (16 * 25 + 120 * 25), 0.999);
    assertFills(keras, drawn, "dense7.weight", 6.0 / (5880 + 84), 0.999);
    assertFills(keras, drawn, "dense7.bias", 0, 1);
  }

  private static void assertFills(
      Network network, float[] drawn, String name, double square, double least) {
    Parameter parameter =
        network.parameters().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
    double largest = largest(parameter.slice(drawn));
    double bound = Math.sqrt(square);
    assertTrue(largest <= bound * 1.000001 && largest >= least * bound, name + " " + largest);
  }

  @Test
  void trainableCentersStartWhereTheyWereSet() {
    Centers centers = new Centers(new float[][] {{1, -0.5f}, {0.25f, 2}});
    Network network = Network.input(1, 1, 2).trainableRbf(centers).build();
    assertArrayEquals(centers.flat(), Initialization.glorot().draw(network, 1));
  }

  @Test
  void seedsDecide() {
    Initialization start = Initialization.overRoot(1.5f);
    assertArrayEquals(start.draw(NETWORK, 5), start.draw(NETWORK, 5));
    assertFalse(Arrays.equals(start.draw(NETWORK, 5), start.draw(NETWORK, 6)));
  }

  @Test
  void biasesMayStartAtZeroAndChangeNothingElse() {
    Initialization drawn = Initialization.overRoot(1.5f);
    Initialization zero = Initialization.parse("1.5/sqrt(F),bias=0");
    float[] withBiases = drawn.draw(NETWORK, 5);
    float[] without = zero.draw(NETWORK, 5);
    for (Parameter parameter : NETWORK.parameters()) {
      float[] expected =
          parameter.spec().role().equals("bias")
              ? new float[parameter.size()]
              : parameter.slice(withBiases);
      assertArrayEquals(expected, parameter.slice(without), parameter.name());
    }
  }

  @Test
  void coefficientsMayStartAlikeAndChangeNothingElse() {
    Initialization drawn = Initialization.overRoot(1.5f);
    float[] different = drawn.draw(NETWORK, 5);
    float[] alike = drawn.withCoefficient(0.5f).draw(NETWORK, 5);
    for (Parameter parameter : NETWORK.parameters()) {
      float[] expected = parameter.slice(different);
      if (parameter.spec().role().equals("coefficient")) {
        Arrays.fill(expected, 0.5f);
      }
      assertArrayEquals(expected, parameter.slice(alike), parameter.name());
    }
  }

  @Test
  void readsWhatItWrites() {
    for (String text :
        new String[] {
          "2.4/F",
          "1.5/sqrt(F)",
          "1.5/sqrt(F),bias=0",
          "2.4/F,coefficient=-0.5",
          "1.5/sqrt(F),bias=0,coefficient=0.25"
        }) {
      assertEquals(text, Initialization.parse(text).toString());
    }
    for (String text :
        new String[] {
          "", "2.4", "x/F", "-1/F", "0/F", "1/F,bias=1", "1..2/F", "1/F,coefficient=1e99"
        }) {
      assertThrows(IllegalArgumentException.class, () -> Initialization.parse(text), text);
    }
  }
}
