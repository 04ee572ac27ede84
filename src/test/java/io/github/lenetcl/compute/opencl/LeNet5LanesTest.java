package io.github.lenetcl.compute.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.UpdateRule;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LeNet-5 in the lanes of vectors against LeNet-5 layer by layer, on the same device. */
class LeNet5LanesTest {

  private static final Network LENET5 = Network.lenet5();
  private static final Loss MAP = new Loss.MaximumAPosteriori(1, 0.05f);
  private static final Loss MSE = new Loss.MeanSquaredError(0.05f);
  private static final UpdateRule RULE = new UpdateRule.GradientDescent(0.01f);
  private static final int AREA = 28 * 28;

  private Backend lanes;
  private Backend general;

  @BeforeEach
  void open() {
    lanes = OpenClForTests.open(KernelPath.LANES);
    general = OpenClForTests.open(KernelPath.GENERAL);
  }

  @AfterEach
  void close() {
    if (general != null) {
      general.close();
      lanes.close();
    }
  }

  private static float[] parameters(int seed) {
    Random random = new Random(seed);
    float[] values = new float[LENET5.parameterCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.2f * (2 * random.nextFloat() - 1);
    }
    return values;
  }

  private static GreyImages images(int count, int classes) {
    byte[] pixels = new byte[count * AREA];
    new Random(count).nextBytes(pixels);
    return new GreyImages(28, 28, pixels, new Random(count + 1).ints(count, 0, classes).toArray());
  }

  /** What one batch leaves behind. */
  private record Step(double loss, int errors, float[] gradient, float[] parameters) {}

  private static Step step(Backend backend, Network network, Loss loss, int samples) {
    int classes = network.output().maps();
    try (ResidentImages images = backend.load(images(samples, classes), Scaling.paper());
        Plan plan = backend.plan(new PlanSpec(network, network.input(), samples, true, true))) {
      plan.write(Vector.PARAMETERS, parameters(1));
      int[] order = IntStream.range(0, samples).map(i -> samples - 1 - i).toArray();
      Source.Samples all = new Source.Samples(images, order);
      Tally tally = plan.train(loss, RULE, all, samples).await();
      assertEquals(List.of(), plan.damagedGuards());
      return new Step(
          tally.loss(), tally.errors(), plan.read(Vector.GRADIENT), plan.read(Vector.PARAMETERS));
    }
  }

  private void assertSameStep(Network network, Loss loss, int samples) {
    Step expected = step(general, network, loss, samples);
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

  @Test
  void hasAsManyClassesAsThereAreCenters() {
    Network three = Network.lenet5(Centers.forClasses(List.of("a", "b", "c")));
    assertSameStep(three, MAP, 20);
    assertSameStep(three, MSE, 3);
  }

  /** The first sample of a batch, one in the midst of a block, the last of all. */
  @ParameterizedTest
  @ValueSource(ints = {20, 25, 44})
  void haltsAtASampleWhoseLossIsNotFinite(int bad) {
    int batch = 20;
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
}
