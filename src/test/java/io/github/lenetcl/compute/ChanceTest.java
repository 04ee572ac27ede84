package io.github.lenetcl.compute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.compute.opencl.OpenClForTests;
import io.github.lenetcl.network.Dropout;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.SpatialPooling;
import io.github.lenetcl.network.Window;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers that act by chance: what they draw, and what is expected of them. */
class ChanceTest {

  private static final Shape INPUT = new Shape(2, 4, 8);
  private static final int SAMPLES = 64;
  private static final int PASSES = 100;

  static Stream<Layer> layers() {
    return Stream.of(
        new Dropout("dropout", 0.3f),
        new Pooling("stochastic", Pooling.Kind.STOCHASTIC, 2, Window.of(3).withStride(2)),
        new SpatialPooling("S3Pool", 2, 2, 2, 2));
  }

  private static float[] numbers(int count, double low) {
    SplittableRandom random = new SplittableRandom(count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(low, 1);
    }
    return values;
  }

  /** The same input in every place of a batch, each place with draws of its own. */
  private static float[] repeated(float[] input) {
    float[] inputs = new float[SAMPLES * input.length];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = input[i % input.length];
    }
    return inputs;
  }

  /** With 6,400 draws of each output the mean lies within five deviations of it. */
  @ParameterizedTest
  @MethodSource("layers")
  void evaluationGivesWhatIsExpectedOfDraws(Layer layer) {
    Network network = new Network(INPUT, List.of(layer));
    float[] inputs = repeated(numbers(INPUT.size(), -0.5));
    int outputs = network.output().size();
    try (Backend backend = CpuBackend.plain(2);
        Plan plan = backend.plan(PlanSpec.inference(network, SAMPLES))) {
      Moments[] moments = new Moments[outputs];
      Arrays.setAll(moments, i -> new Moments());
      for (int pass = 0; pass < PASSES; pass++) {
        float[] y = forward(plan, inputs, Draws.of(pass));
        for (int i = 0; i < y.length; i++) {
          moments[i % outputs].add(y[i]);
        }
      }
      float[] expected = forward(plan, inputs, Draws.NONE);
      for (int i = 0; i < outputs; i++) {
        moments[i].assertMean(expected[i]);
      }
    }
  }

  /**
   * The outputs of a cell of S3Pool's grid together: of its rows, and of its columns, every one is
   * as likely to be taken.
   */
  @Test
  void aCellOfTheGridIsSampledEvenly() {
    Network network =
        new Network(new Shape(1, 6, 6), List.of(new SpatialPooling("S3Pool", 1, 2, 2, 6)));
    float[] inputs = repeated(numbers(36, -0.5));
    try (Backend backend = CpuBackend.plain(2);
        Plan plan = backend.plan(PlanSpec.inference(network, SAMPLES))) {
      Moments cell = new Moments();
      for (int pass = 0; pass < PASSES; pass++) {
        float[] y = forward(plan, inputs, Draws.of(pass));
        for (int sample = 0; sample < SAMPLES; sample++) {
          cell.add(mean(y, sample * 9));
        }
      }
      cell.assertMean(mean(forward(plan, inputs, Draws.NONE), 0));
    }
  }

  private static double mean(float[] values, int from) {
    return IntStream.range(from, from + 9).mapToDouble(i -> values[i]).average().orElseThrow();
  }

  /** The mean and the spread of what is drawn. */
  private static final class Moments {

    private double sum;
    private double squares;
    private int count;

    void add(double value) {
      sum += value;
      squares += value * value;
      count++;
    }

    void assertMean(double expected) {
      double mean = sum / count;
      double spread = Math.sqrt(Math.max(0, squares / count - mean * mean));
      assertEquals(expected, mean, 5 * spread / Math.sqrt(count) + 1e-6);
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void samplesPassesAndLayersDrawApart(Layer layer) {
    Network network = new Network(INPUT, List.of(layer));
    try (Backend backend = CpuBackend.plain(2);
        Plan plan = backend.plan(PlanSpec.inference(network, SAMPLES))) {
      float[] inputs = repeated(numbers(INPUT.size(), 0));
      float[] first = forward(plan, inputs, Draws.of(1));
      assertArrayEquals(first, forward(plan, inputs, Draws.of(1)));
      assertFalse(Arrays.equals(first, forward(plan, inputs, Draws.of(2))));
      int size = network.output().size();
      assertFalse(
          Arrays.equals(Arrays.copyOf(first, size), Arrays.copyOfRange(first, size, 2 * size)));
    }
  }

  private static float[] forward(Plan plan, float[] inputs, Draws draws) {
    plan.forward(new Source.Inputs(inputs, SAMPLES, draws));
    return plan.outputs();
  }

  /** A sample's draws go with its image, wherever it stands in the order, on every device. */
  @ParameterizedTest
  @MethodSource("layers")
  void drawsGoWithTheImageOnBothBackends(Layer layer) {
    Shape one = new Shape(1, INPUT.height(), INPUT.width());
    Layer single = layer;
    if (layer instanceof Pooling pooling) {
      single = new Pooling(pooling.name(), pooling.kind(), 1, pooling.window());
    } else if (layer instanceof SpatialPooling pooling) {
      single =
          new SpatialPooling(pooling.name(), 1, pooling.side(), pooling.stride(), pooling.grid());
    }
    Network network = new Network(one, List.of(single));
    byte[] pixels = new byte[5 * one.size()];
    new SplittableRandom(1).nextBytes(pixels);
    GreyImages images = new GreyImages(one.height(), one.width(), pixels, new int[5]);
    try (Backend cpu = CpuBackend.plain(2);
        Backend opencl = OpenClForTests.openGeneral()) {
      float[] expected = gathered(cpu, network, images, 3, 1, 4, 1, 0);
      assertArrayEquals(
          Arrays.copyOfRange(expected, 0, network.output().size()),
          gathered(cpu, network, images, 3));
      assertArrayEquals(expected, gathered(opencl, network, images, 3, 1, 4, 1, 0));
    }
  }

  private static float[] gathered(
      Backend backend, Network network, GreyImages images, int... order) {
    try (ResidentImages resident = backend.load(images, Scaling.unit());
        Plan plan = backend.plan(PlanSpec.inference(network, 5))) {
      plan.forward(new Source.Samples(resident, order).drawing(Draws.of(9)));
      return plan.outputs();
    }
  }

  @Test
  void dropoutDropsItsShareAndScalesTheRest() {
    Network network = new Network(INPUT, List.of(new Dropout("dropout", 0.25f)));
    float[] ones = new float[SAMPLES * INPUT.size()];
    Arrays.fill(ones, 1);
    try (Backend backend = CpuBackend.plain(1);
        Plan plan = backend.plan(PlanSpec.inference(network, SAMPLES))) {
      float[] y = forward(plan, ones, Draws.of(5));
      int dropped = 0;
      for (float value : y) {
        assertTrue(value == 0 || value == 1 / 0.75f, () -> "a value of " + value);
        dropped += value == 0 ? 1 : 0;
      }
      // 1,024 of 4,096 expected, with a deviation of 28.
      assertEquals(1024, dropped, 5 * 28);
      assertArrayEquals(ones, forward(plan, ones, Draws.NONE));
    }
  }
}
