package io.github.lenetcl.compute.opencl.whole;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.compute.opencl.OpenClForTests;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Architectures;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.NetworkBuilder;
import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.UpdateRule;
import io.github.lenetcl.network.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks in the lanes of vectors against the same layer by layer, on the same device. */
class LaneNetworkTest {

  private static final Network LENET5 = Network.lenet5();
  private static final Loss MAP = new Loss.MaximumAPosteriori(1, 0.05f);
  private static final Loss MSE = new Loss.MeanSquaredError(0.05f);
  private static final UpdateRule RULE = new UpdateRule.GradientDescent(0.01f);
  private static final int AREA = 28 * 28;

  private static Backend lanes;
  private static Backend general;

  /** Once: each backend asks the driver for its programs anew. */
  @BeforeAll
  static void open() {
    lanes = OpenClForTests.open(KernelPath.LANES);
    general = OpenClForTests.open(KernelPath.GENERAL);
  }

  @AfterAll
  static void close() {
    for (Backend backend : new Backend[] {lanes, general}) {
      if (backend != null) {
        backend.close();
      }
    }
  }

  private static float[] parameters(int seed) {
    return parameters(LENET5, seed);
  }

  private static float[] parameters(Network network, int seed) {
    Random random = new Random(seed);
    float[] values = new float[network.parameterCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.2f * (2 * random.nextFloat() - 1);
    }
    return values;
  }

  private static GreyImages images(int count, int classes) {
    return images(28, 28, count, classes);
  }

  private static GreyImages images(int height, int width, int count, int classes) {
    byte[] pixels = new byte[count * height * width];
    new Random(count).nextBytes(pixels);
    return new GreyImages(
        height, width, pixels, new Random(count + 1).ints(count, 0, classes).toArray());
  }

  /** What one batch leaves behind. */
  private record Step(double loss, int errors, float[] gradient, float[] parameters) {}

  private static Step step(Backend backend, Network network, Loss loss, int samples) {
    Shape input = network.input();
    GreyImages digits =
        input.equals(LENET5.input())
            ? images(samples, network.classes())
            : images(input.height(), input.width(), samples, network.classes());
    try (ResidentImages images = backend.load(digits, Scaling.paper());
        Plan plan = backend.plan(new PlanSpec(network, network.input(), samples, true, true))) {
      plan.write(Vector.PARAMETERS, parameters(network, 1));
      int[] order = IntStream.range(0, samples).map(i -> samples - 1 - i).toArray();
      Source.Samples all = new Source.Samples(images, order).drawing(Draws.of(7));
      Tally tally = plan.train(loss, RULE, all, samples).await();
      assertEquals(List.of(), plan.damagedGuards());
      return new Step(
          tally.loss(), tally.errors(), plan.read(Vector.GRADIENT), plan.read(Vector.PARAMETERS));
    }
  }

  private void assertSameStep(Network network, Loss loss, int samples) {
    assertSameStep(general, network, loss, samples);
  }

  private void assertSameStep(Backend reference, Network network, Loss loss, int samples) {
    Step expected = step(reference, network, loss, samples);
    Step actual = step(lanes, network, loss, samples);
    assertEquals(expected.loss, actual.loss, 1e-5 * expected.loss);
    assertEquals(expected.errors, actual.errors);
    assertClose(expected.gradient, actual.gradient);
    assertClose(expected.parameters, actual.parameters);
    Step again = step(lanes, network, loss, samples);
    assertEquals(actual.loss, again.loss);
    assertArrayEquals(actual.gradient, again.gradient, 0);
  }

  private static void assertClose(float[] expected, float[] actual) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < expected.length; i++) {
      difference += Math.pow(actual[i] - expected[i], 2);
      norm += Math.pow(expected[i], 2);
    }
    double error = Math.sqrt(difference / norm);
    assertTrue(error <= 1e-5, () -> "relative error " + error);
  }

  /** Up to more blocks than groups, of which some have one more than others, and a block of one. */
  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 33, 300, 337})
  void givesTheGradientOfABatch(int samples) {
    assertSameStep(LENET5, samples % 2 == 0 ? MSE : MAP, samples);
  }

  /** Padding, strides, partial tables, windows that overlap or leave a rest, dropout. */
  private static Network narrow(boolean softmax) {
    Window strided = new Window(2, 3, 2, 1, Padding.of(1));
    ConnectionTable table =
        new ConnectionTable(4, List.of(List.of(0, 1), List.of(1, 2, 3), List.of(0, 3)));
    NetworkBuilder network =
        Network.input(9, 11, 1)
            .conv(4, 3, Padding.SAME, ActivationFunction.RELU)
            .maxPool(3, 2)
            .activation(ActivationFunction.SOFTSIGN)
            .conv(table, strided)
            .activation(ActivationFunction.TANH)
            .flatten()
            .dropout(0.3)
            .dense(21, ActivationFunction.SOFTPLUS)
            .dense(3);
    return (softmax ? network.softmax() : network.activation(ActivationFunction.SIGMOID)).build();
  }

  /** Rows that are too long for registers, a table whose kernels cover their input, one output. */
  private static Network wide() {
    ConnectionTable table = new ConnectionTable(3, List.of(List.of(0, 1), List.of(2), List.of(1)));
    Window strided = Window.of(5).withStride(2).withPadding(Padding.HALF);
    return Network.input(13, 37, 1)
        .conv(2, 3, Padding.HALF, ActivationFunction.SIGMOID)
        .pool(Pooling.Kind.AVERAGE, new Window(2, 2, 1, 1, Padding.of(1)))
        .pool(Pooling.Kind.PADDED_AVERAGE, new Window(3, 3, 1, 1, Padding.of(1)))
        .conv(3, 5, Padding.SAME, ActivationFunction.SCALED_TANH)
        .conv(3, strided)
        .activation(ActivationFunction.HARD_SIGMOID)
        .averagePool(2)
        .conv(table, Window.of(3, 9))
        .dense(1)
        .build();
  }

  /** Functions of every value one behind the other, above and below others and at the input. */
  private static Network functions() {
    NetworkBuilder network =
        Network.input(7, 6, 1).activation(Pointwise.Function.LEAKY_RELU, -0.3f);
    network.conv(3, 3, ActivationFunction.SOFTSIGN).activation(Pointwise.Function.GELU);
    network.activation(ActivationFunction.TANH).averagePool(2).flatten();
    for (Pointwise.Function function : Pointwise.Function.values()) {
      network.dense(33).activation(function);
    }
    return network.dense(4).softmax().build();
  }

  static Stream<Arguments> others() {
    Loss entropy = new Loss.CrossEntropy(0.5f);
    Loss squares = new Loss.OutputSquaredError(1);
    return Stream.of(
        Arguments.of("softmax, cross entropy", narrow(true), entropy, 37),
        Arguments.of("softmax, squares", narrow(true), squares, 337),
        Arguments.of("outputs, cross entropy", narrow(false), entropy, 5),
        Arguments.of("outputs, squares", narrow(false), squares, 16),
        Arguments.of("one output, cross entropy", wide(), entropy, 19),
        Arguments.of("one output, squares", wide(), squares, 40),
        Arguments.of("functions of every value", functions(), entropy, 35),
        Arguments.of("xor", Architectures.xor(), entropy, 6),
        Arguments.of("few, softmax", narrow(true), entropy, 3),
        Arguments.of("few, one output", wide(), squares, 2),
        Arguments.of("few, functions of every value", functions(), entropy, 4),
        Arguments.of("few, xor", Architectures.xor(), squares, 1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("others")
  void givesTheGradientOfOtherNetworks(String name, Network network, Loss loss, int samples) {
    assertEquals(Optional.empty(), NetworkText.refusal(network, network.input(), 16));
    try (Backend cpu = CpuBackend.plain(2)) {
      assertSameStep(cpu, network, loss, samples);
    }
  }

  static Stream<UpdateRule> rules() {
    return Stream.of(
        new UpdateRule.GradientDescent(0.01f),
        new UpdateRule.Momentum(0.01f, 0.9f, false),
        new UpdateRule.LevenbergMarquardt(0.01f, 0.5f),
        new UpdateRule.Momentum(0.01f, 0.9f, true));
  }

  /** Batches of two and an odd one at the end, more samples than a launch takes. */
  @ParameterizedTest
  @MethodSource("rules")
  void makesManyUpdatesFromFewSamplesEach(UpdateRule rule) {
    float[] curvature = new float[LENET5.parameterCount()];
    for (int i = 0; i < curvature.length; i++) {
      curvature[i] = i % 7;
    }
    float[][] results = new float[3][];
    double[] losses = new double[3];
    for (int i = 0; i < 3; i++) {
      Backend backend = i == 0 ? general : lanes;
      try (ResidentImages images = backend.load(images(67, 10), Scaling.paper());
          Plan plan = backend.plan(new PlanSpec(LENET5, LENET5.input(), 20, true, true))) {
        plan.write(Vector.PARAMETERS, parameters(1));
        plan.write(Vector.CURVATURE, curvature);
        losses[i] = plan.train(MSE, rule, Source.Samples.all(images), 2).await().loss();
        results[i] = plan.read(Vector.PARAMETERS);
        assertEquals(List.of(), plan.damagedGuards());
      }
    }
    assertEquals(losses[0], losses[1], 1e-4 * losses[0]);
    assertClose(results[0], results[1]);
    assertArrayEquals(results[1], results[2]);
  }

  /** Where exponentials overflow, and at the corners. */
  @ParameterizedTest
  @EnumSource(Pointwise.Function.class)
  void computesFunctionsFarFromZero(Pointwise.Function function) {
    Network network =
        new Network(new Shape(4, 1, 1), List.of(new Pointwise(function.word(), function)));
    float[] inputs = new float[60];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (i - 30) * (i % 4 == 0 ? 4 : i % 4 == 1 ? 0.5f : 0.1f);
    }
    float[][] outputs = new float[2][];
    try (Backend cpu = CpuBackend.plain(2);
        Plan expected = cpu.plan(PlanSpec.inference(network, 16));
        Plan actual = lanes.plan(PlanSpec.inference(network, 16))) {
      for (Plan plan : List.of(expected, actual)) {
        plan.forward(new Source.Inputs(inputs, 15));
        outputs[plan == expected ? 0 : 1] = plan.outputs();
      }
    }
    for (int i = 0; i < inputs.length; i++) {
      float wanted = outputs[0][i];
      assertEquals(wanted, outputs[1][i], 1e-6f * Math.max(1, Math.abs(wanted)));
    }
  }

  /** Below a softmax the loss reads what goes into it. */
  @Test
  void evaluatesWhatASoftmaxTells() {
    Network network = narrow(true);
    Tally[] tallies = new Tally[2];
    float[][] outputs = new float[2][];
    try (Backend cpu = CpuBackend.plain(2)) {
      for (Backend backend : List.of(cpu, lanes)) {
        int at = backend == cpu ? 0 : 1;
        try (ResidentImages images = backend.load(images(9, 11, 21, 3), Scaling.paper());
            Plan plan = backend.plan(PlanSpec.inference(network, 8))) {
          plan.write(Vector.PARAMETERS, parameters(network, 3));
          Source.Samples all = Source.Samples.all(images);
          tallies[at] = plan.evaluate(new Loss.CrossEntropy(1), all).await();
          plan.forward(all.part(3, 5));
          outputs[at] = plan.outputs();
        }
      }
    }
    assertEquals(tallies[0].loss(), tallies[1].loss(), 1e-5 * tallies[0].loss());
    assertEquals(tallies[0].errors(), tallies[1].errors());
    assertClose(outputs[0], outputs[1]);
  }

  @Test
  void hasAsManyClassesAsThereAreCenters() {
    Network three = Network.lenet5(Centers.forClasses(List.of("a", "b", "c")));
    try (Backend cpu = CpuBackend.plain(2)) {
      assertSameStep(cpu, three, MAP, 20);
      assertSameStep(cpu, three, MSE, 3);
    }
  }

  /** The first sample of a batch, one in the midst of a block, the last of all; few samples. */
  @ParameterizedTest
  @CsvSource({"20, 20", "25, 20", "44, 20", "8, 4", "11, 4", "3, 1"})
  void haltsAtASampleWhoseLossIsNotFinite(int bad, int batch) {
    GreyImages digits = images(45, 10);
    for (int sample = 0; sample < digits.count(); sample++) {
      byte grey = (byte) (sample == bad ? 255 : 0);
      Arrays.fill(digits.pixels(), sample * AREA, sample * AREA + 2, grey);
    }
    float[] factor = new float[AREA];
    Arrays.fill(factor, 1f / 255);
    Arrays.fill(
        factor,
        0,
        2,
        Float.MAX_VALUE); // two such pixels are infinite, their difference is no number
    Scaling blinding = new Scaling.PerPixel(new float[AREA], factor);
    try (ResidentImages images = lanes.load(digits, blinding);
        Plan plan = lanes.plan(PlanSpec.training(LENET5, batch))) {
      Source.Samples all = Source.Samples.all(images);
      plan.write(Vector.PARAMETERS, parameters(1));
      assertEquals(bad, plan.train(MAP, RULE, all, batch).await().notFinite());
      float[] kept = plan.read(Vector.PARAMETERS);
      plan.write(Vector.PARAMETERS, parameters(1));
      plan.train(MAP, RULE, all.part(0, bad / batch * batch), batch).await();
      assertArrayEquals(plan.read(Vector.PARAMETERS), kept);
      assertFalse(Arrays.equals(parameters(1), kept));
      assertEquals(-1, plan.train(MAP, RULE, all.part(0, 3), batch).await().notFinite());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 37})
  void givesPenaltiesAndThenTheLayersBelow(int samples) {
    float[] inputs = new float[samples * LENET5.input().size()];
    Random random = new Random(samples);
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = random.nextFloat();
    }
    PlanSpec spec = new PlanSpec(LENET5, LENET5.input(), 40, false, true);
    try (Plan expected = general.plan(spec);
        Plan actual = lanes.plan(spec)) {
      for (Plan plan : List.of(expected, actual)) {
        plan.write(Vector.PARAMETERS, parameters(2));
        plan.forward(new Source.Inputs(inputs, samples));
      }
      assertClose(expected.outputs(), actual.outputs());
      assertArrayEquals(expected.output(3), actual.output(3));
      assertEquals(List.of(), actual.damagedGuards());
    }
  }

  /** Weights of their own in the midst, statistics over a batch, and draws that both parts make. */
  static Stream<Arguments> mixed() {
    NetworkBuilder local =
        Network.input(8, 8, 1)
            .conv(3, 3, ActivationFunction.TANH)
            .dropout(0.2)
            .locallyConnected(2, 3)
            .flatten()
            .dropout(0.3)
            .dense(4)
            .softmax();
    NetworkBuilder normal =
        Network.input(8, 8, 1)
            .conv(4, 3, Padding.SAME, ActivationFunction.RELU)
            .maxPool(2)
            .flatten()
            .dense(20)
            .batchNormalization()
            .activation(ActivationFunction.TANH)
            .dense(3)
            .softmax();
    return Stream.of(
        Arguments.of(
            local.build(),
            "conv1 to dropout2 at once, 16 samples side by side, the rest layer by layer: local3:"
                + " weights that are not shared"),
        Arguments.of(
            normal.build(),
            "conv1 to dense4 at once, 16 samples side by side, the rest layer by layer: norm5:"
                + " statistics over the whole batch, of which a block has a part"));
  }

  @ParameterizedTest
  @MethodSource("mixed")
  void goesByLayersFromTheFirstWithoutABodyOnAndSaysSo(Network network, String schedule) {
    Loss loss = new Loss.CrossEntropy(1);
    assertEquals(schedule, lanes.schedule(PlanSpec.training(network, 37)));
    assertSameStep(network, loss, 37);
    // Too few for the lanes: the kernels that run are the same, and so is every bit.
    Step expected = step(general, network, loss, 3);
    Step actual = step(lanes, network, loss, 3);
    assertEquals(expected.loss, actual.loss);
    assertArrayEquals(expected.gradient, actual.gradient);
    assertArrayEquals(expected.parameters, actual.parameters);
    float[] inputs = new float[37 * 64];
    Arrays.fill(inputs, 0.4f);
    float[] weights = parameters(network, 2);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.abs(weights[i]); // variances are among them
    }
    PlanSpec spec = new PlanSpec(network, network.input(), 40, false, true);
    try (Plan layers = general.plan(spec);
        Plan both = lanes.plan(spec)) {
      for (Plan plan : List.of(layers, both)) {
        plan.write(Vector.PARAMETERS, weights);
        plan.forward(new Source.Inputs(inputs, 37));
      }
      assertClose(layers.outputs(), both.outputs());
      assertArrayEquals(layers.output(1), both.output(1));
      assertEquals(List.of(), both.damagedGuards());
    }
  }

  /** A mean over as many values is more than a sum in one run can tell. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void goesByLayersWhereANetworkIsTooLargeAndSaysSo(boolean max) {
    NetworkBuilder maps = Network.input(512, 512, 1).conv(5, 5);
    Network large = (max ? maps.maxPool(508) : maps.averagePool(508)).flatten().build();
    String schedule = lanes.schedule(PlanSpec.inference(large, 4));
    assertTrue(schedule.startsWith("layer by layer: 1,810,533 values for each sample"), schedule);
    PlanSpec spec = new PlanSpec(large, large.input(), 1, false, true);
    float[] inputs = new float[large.input().size()];
    Arrays.fill(inputs, 0.5f);
    try (Plan plan = lanes.plan(spec)) {
      float[] weights = new float[large.parameterCount()];
      Arrays.fill(weights, 0.1f);
      plan.write(Vector.PARAMETERS, weights);
      plan.forward(new Source.Inputs(inputs, 1));
      assertEquals(25 * 0.1f * 0.5f + 0.1f, plan.outputs()[0], 1e-5);
      assertEquals(List.of(), plan.damagedGuards());
    }
  }
}
