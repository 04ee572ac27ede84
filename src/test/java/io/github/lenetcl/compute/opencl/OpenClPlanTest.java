package io.github.lenetcl.compute.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Accumulation;
import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Seeds;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.UpdateRule;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenClPlanTest {

  private static final Loss LOSS = new Loss.MaximumAPosteriori(1, 0.1f);
  private static final Network LENET = Network.lenet5();

  private Backend backend;

  @BeforeEach
  void open() {
    backend = OpenClForTests.open();
  }

  @AfterEach
  void close() {
    if (backend != null) {
      backend.close();
    }
  }

  private static float[] random(int count, float range) {
    Random random = new Random(count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = range * (2 * random.nextFloat() - 1);
    }
    return values;
  }

  private static GreyImages digits(int count) {
    byte[] pixels = new byte[count * 28 * 28];
    new Random(1).nextBytes(pixels);
    int[] labels = new Random(2).ints(count, 0, 10).toArray();
    return new GreyImages(28, 28, pixels, labels);
  }

  /** On an input larger than the network's own, C5 gives more than one position. */
  @Test
  void sweepsALargerInput() {
    Shape input = new Shape(1, 36, 45);
    PlanSpec spec = new PlanSpec(LENET, input, 2, true, true);
    float[] inputs = random(2 * input.size(), 1);
    try (Backend cpu = new CpuBackend();
        Plan expected = cpu.plan(spec);
        Plan actual = backend.plan(spec)) {
      assertEquals(new Shape(10, 2, 4), actual.output());
      for (Plan plan : new Plan[] {expected, actual}) {
        plan.write(Vector.PARAMETERS, random(60_000, 0.1f));
        plan.forward(new Source.Inputs(inputs, 2));
        plan.seed(Seeds.first(random(2 * plan.output().size(), 1)));
        plan.backward(Accumulation.REPLACE);
      }
      assertClose(expected.outputs(), actual.outputs());
      assertClose(expected.inputGradient(), actual.inputGradient());
      assertClose(expected.read(Vector.GRADIENT), actual.read(Vector.GRADIENT));
      assertEquals(List.of(), actual.damagedGuards());
    }
  }

  private static void assertClose(float[] expected, float[] actual) {
    assertEquals(expected.length, actual.length);
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < expected.length; i++) {
      difference += Math.pow(actual[i] - expected[i], 2);
      norm += Math.pow(expected[i], 2);
    }
    assertTrue(Math.sqrt(difference / norm) <= 1e-5, () -> "relative error above 1e-5");
  }

  /** More samples than the queue may hold; some calls larger than any before. */
  @Test
  void trainsAndEvaluatesWithoutWaiting() {
    int[] order = new Random(3).ints(700, 0, 20).toArray();
    float[][] parameters = new float[2][];
    double[] losses = new double[2];
    for (int run = 0; run < 2; run++) {
      try (ResidentImages images = backend.load(digits(20), Scaling.paper());
          Plan plan = backend.plan(PlanSpec.training(LENET, 3))) {
        plan.write(Vector.PARAMETERS, random(60_000, 0.1f));
        UpdateRule rule = new UpdateRule.GradientDescent(1e-3f);
        var first = plan.train(LOSS, rule, new Source.Samples(images, order, 0, 100), 1);
        var second = plan.train(LOSS, rule, new Source.Samples(images, order, 100, 600), 3);
        var third = plan.evaluate(LOSS, Source.Samples.all(images));
        assertEquals(600, second.await().samples());
        assertTrue(first.isDone(), "the queue runs in order");
        losses[run] = first.await().plus(second.await()).plus(third.await()).loss();
        parameters[run] = plan.read(Vector.PARAMETERS);
      }
    }
    assertEquals(losses[0], losses[1]);
    assertArrayEquals(parameters[0], parameters[1]);
  }

  /** What general kernels may take on any device of the design. */
  @Test
  void staysWithinTheLimitsOfSmallDevices() {
    PlanSpec wide = new PlanSpec(LENET, new Shape(1, 32, 300), 5, true, false);
    for (PlanSpec spec : new PlanSpec[] {PlanSpec.training(LENET, 1000), wide}) {
      try (Backend layers = OpenClForTests.openGeneral();
          OpenClPlan plan = ((OpenClBackend) layers).make(spec)) {
        for (ClKernel kernel : plan.kernels()) {
          assertTrue(kernel.localMemory() <= 32 << 10, kernel.name());
          assertTrue(kernel.group().size() <= 256, kernel.name());
        }
      }
    }
  }

  @Test
  void refusesCallsOutOfOrder() {
    try (ResidentImages images = backend.load(digits(3), Scaling.paper());
        Plan plan = backend.plan(PlanSpec.training(LENET, 2))) {
      Source.Samples two = new Source.Samples(images, 0, 2);
      assertThrows(IllegalStateException.class, plan::outputs);
      assertThrows(IllegalStateException.class, () -> plan.seed(LOSS, two, 1));
      assertThrows(IllegalStateException.class, () -> plan.backward(Accumulation.REPLACE));
      plan.forward(two);
      assertThrows(IllegalStateException.class, () -> plan.backward(Accumulation.REPLACE));
      assertThrows(IllegalStateException.class, plan::inputGradient);
      plan.seed(Seeds.first(new float[20]));
      assertThrows(IllegalStateException.class, () -> plan.curvature(Accumulation.REPLACE));
      plan.backward(Accumulation.REPLACE);
      plan.inputGradient();
      plan.update(new UpdateRule.GradientDescent(1));
      assertThrows(IllegalStateException.class, plan::inputGradient);
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    try (ResidentImages images = backend.load(digits(3), Scaling.paper());
        Plan plan = backend.plan(PlanSpec.inference(LENET, 2))) {
      Source.Samples two = new Source.Samples(images, 0, 2);
      plan.forward(two);
      assertThrows(IllegalStateException.class, () -> plan.backward(Accumulation.REPLACE));
      assertThrows(IllegalStateException.class, () -> plan.read(Vector.GRADIENT));
      assertThrows(IllegalArgumentException.class, () -> plan.seed(LOSS, two.part(0, 1), 1));
      assertThrows(IllegalArgumentException.class, () -> plan.forward(Source.Samples.all(images)));
      assertThrows(
          IllegalArgumentException.class,
          () -> plan.forward(new Source.Samples(images, 0, 3)),
          "there is no image 3");
      assertThrows(
          IllegalArgumentException.class,
          () -> plan.forward(new Source.Inputs(new float[1023], 1)));
      assertThrows(
          IllegalArgumentException.class, () -> plan.write(Vector.PARAMETERS, new float[1]));
      try (Backend cpu = new CpuBackend();
          ResidentImages elsewhere = cpu.load(digits(3), Scaling.paper())) {
        assertThrows(
            IllegalArgumentException.class, () -> plan.forward(new Source.Samples(elsewhere, 0)));
      }
      GreyImages wrongLabel = new GreyImages(28, 28, new byte[28 * 28], new int[] {10});
      try (ResidentImages other = backend.load(wrongLabel, Scaling.paper())) {
        Source.Samples one = new Source.Samples(other, 0);
        plan.forward(one);
        IllegalArgumentException e =
            assertThrows(IllegalArgumentException.class, () -> plan.seed(LOSS, one, 1));
        assertEquals("labels from 10 to 10, wanted 0 to 9", e.getMessage());
      }
    }
  }
}
