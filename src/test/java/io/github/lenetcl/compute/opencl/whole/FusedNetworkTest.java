package io.github.lenetcl.compute.opencl.whole;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Accumulation;
import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.compute.opencl.OpenClBackend;
import io.github.lenetcl.compute.opencl.OpenClForTests;
import io.github.lenetcl.compute.opencl.OpenClPlan;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.UpdateRule;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the op-test table does not ask of the kernels for the whole of LeNet-5. */
class FusedNetworkTest {

  private static final Loss LOSS = new Loss.MaximumAPosteriori(1, 0.05f);
  private static final UpdateRule RULE = new UpdateRule.GradientDescent(0.01f);
  private static final Network LENET5 = Network.lenet5();
  private static final int SAMPLES = 7;
  private static final int BAD = 4;

  private Backend backend;

  @BeforeEach
  void open() {
    backend = OpenClForTests.openFused();
  }

  @AfterEach
  void close() {
    if (backend != null) {
      backend.close();
    }
  }

  private static float[] parameters() {
    Random random = new Random(1);
    float[] values = new float[LENET5.parameterCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.2f * (2 * random.nextFloat() - 1);
    }
    return values;
  }

  /** Images of which one has two pixels so bright that their difference is no number. */
  private ResidentImages images() {
    int area = 28 * 28;
    byte[] pixels = new byte[SAMPLES * area];
    new Random(2).nextBytes(pixels);
    for (int sample = 0; sample < SAMPLES; sample++) {
      pixels[sample * area] = (byte) (sample == BAD ? 255 : 0);
      pixels[sample * area + 1] = pixels[sample * area];
    }
    float[] factor = new float[area];
    Arrays.fill(factor, 1f / 255);
    factor[0] = Float.MAX_VALUE;
    factor[1] = Float.MAX_VALUE;
    int[] labels = new Random(3).ints(SAMPLES, 0, 10).toArray();
    return backend.load(
        new GreyImages(28, 28, pixels, labels), new Scaling.PerPixel(new float[area], factor));
  }

  /** Layer by layer is what {@code HaltCase} proves. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void haltsAtTheSameSampleAsLayerByLayer(int batch) {
    try (ResidentImages images = images();
        Plan plan = backend.plan(PlanSpec.training(LENET5, batch))) {
      Source.Samples all = Source.Samples.all(images);
      plan.write(Vector.PARAMETERS, parameters());
      Tally tally = plan.train(LOSS, RULE, all, batch).await();
      assertEquals(BAD, tally.notFinite());
      float[] kept = plan.read(Vector.PARAMETERS);
      plan.write(Vector.PARAMETERS, parameters());
      plan.train(LOSS, RULE, all.part(0, BAD / batch * batch), batch).await();
      assertArrayEquals(plan.read(Vector.PARAMETERS), kept);
      assertFalse(Arrays.equals(parameters(), kept));
      tally = plan.train(LOSS, RULE, all.part(0, 1), batch).await();
      assertEquals(-1, tally.notFinite());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void keepsParametersThatAnUpdateWouldMakeInfinite(int batch) {
    try (ResidentImages images = images();
        Plan plan = backend.plan(PlanSpec.training(LENET5, batch))) {
      Source.Samples four = Source.Samples.all(images).part(0, 4);
      plan.write(Vector.PARAMETERS, parameters());
      UpdateRule tooFar = new UpdateRule.Momentum(Float.MAX_VALUE, 0.5f);
      Tally tally = plan.train(new Loss.MeanSquaredError(1), tooFar, four, batch).await();
      assertEquals(batch, tally.notFinite(), "the first after the update");
      float[] kept = plan.read(Vector.PARAMETERS);
      for (float value : kept) {
        assertTrue(Float.isFinite(value));
      }
      plan.train(LOSS, RULE, four, batch).await();
      assertArrayEquals(kept, plan.read(Vector.PARAMETERS));
    }
  }

  /** Two networks in turns, a launch of each on its own queue, as if each were alone. */
  @Test
  void trainsNetworksSideBySide() {
    int[] order = new Random(4).ints(100, 0, BAD).toArray();
    float[][] alone = new float[2][];
    try (ResidentImages images = images()) {
      Source.Samples samples = new Source.Samples(images, order);
      for (int seed = 0; seed < 2; seed++) {
        try (Plan plan = start(seed)) {
          plan.train(LOSS, RULE, samples, 1);
          alone[seed] = plan.read(Vector.PARAMETERS);
        }
      }
      try (Plan first = start(0);
          Plan second = start(1)) {
        for (int from = 0; from < order.length; from += 20) {
          first.train(LOSS, RULE, samples.part(from, 20), 1);
          second.train(LOSS, RULE, samples.part(from, 20), 1);
        }
        assertArrayEquals(alone[0], first.read(Vector.PARAMETERS));
        assertArrayEquals(alone[1], second.read(Vector.PARAMETERS));
      }
    }
  }

  private Plan start(int seed) {
    Plan plan = backend.plan(PlanSpec.training(LENET5, 1));
    float[] values = parameters();
    values[2] = seed;
    plan.write(Vector.PARAMETERS, values);
    return plan;
  }

  @Test
  void goesOnLayerByLayerAfterEvaluating() {
    float[][] gradients = new float[2][];
    for (int run = 0; run < 2; run++) {
      try (ResidentImages images = images();
          Plan plan = backend.plan(PlanSpec.training(LENET5, 3))) {
        Source.Samples three = Source.Samples.all(images).part(0, 3);
        plan.write(Vector.PARAMETERS, parameters());
        if (run == 0) {
          plan.evaluate(LOSS, three);
        }
        plan.forward(three);
        plan.seed(LOSS, three, 1);
        plan.backward(Accumulation.REPLACE);
        gradients[run] = plan.read(Vector.GRADIENT);
      }
    }
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < gradients[0].length; i++) {
      difference += Math.pow(gradients[0][i] - gradients[1][i], 2);
      norm += Math.pow(gradients[1][i], 2);
    }
    assertTrue(Math.sqrt(difference / norm) <= 1e-5);
  }

  /** Layers below are made up for with the parameters of the pass. */
  @Test
  void givesInnerLayersOfThePassEvenAfterNewParameters() {
    PlanSpec spec = PlanSpec.inference(LENET5, 2);
    float[][] c5 = new float[2][];
    for (int run = 0; run < 2; run++) {
      try (ResidentImages images = images();
          Plan plan = backend.plan(spec)) {
        plan.write(Vector.PARAMETERS, parameters());
        plan.forward(Source.Samples.all(images).part(0, 2));
        if (run == 0) {
          plan.write(Vector.PARAMETERS, new float[LENET5.parameterCount()]);
        }
        c5[run] = plan.output(9);
      }
    }
    assertArrayEquals(c5[1], c5[0]);
  }

  @Test
  void hasNoOutputsToShowAfterTraining() {
    try (ResidentImages images = images();
        Plan plan = backend.plan(PlanSpec.training(LENET5, 2))) {
      plan.write(Vector.PARAMETERS, parameters());
      plan.train(LOSS, RULE, Source.Samples.all(images).part(0, 2), 2);
      assertThrows(IllegalStateException.class, plan::outputs);
    }
  }

  @Test
  void isForLeNet5InItsOwnSizeOnly() {
    assertTrue(GroupText.refusal(LENET5, LENET5.input()).isEmpty());
    assertTrue(GroupText.refusal(LENET5, new Shape(1, 32, 36)).isPresent());
    Network other = new Network(LENET5.input(), LENET5.layers().subList(0, 4));
    assertTrue(GroupText.refusal(other, LENET5.input()).isPresent());
  }

  @Test
  void takesTheLocalMemoryItSays() {
    try (OpenClPlan plan = ((OpenClBackend) backend).make(PlanSpec.training(LENET5, 2))) {
      long most = 0;
      for (ClKernel kernel : plan.kernels()) {
        assertTrue(kernel.group().size() <= 256, kernel.name());
        most = Math.max(most, kernel.localMemory());
      }
      assertEquals(GroupText.of(LENET5).localMemory(), most);
    }
  }
}
