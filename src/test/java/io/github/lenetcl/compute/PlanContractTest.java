package io.github.lenetcl.compute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.compute.cpu.VectorCpuForTests;
import io.github.lenetcl.compute.opencl.OpenClForTests;
import io.github.lenetcl.network.Architectures;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.UpdateRule;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a plan promises about the order of its passes, on every backend. */
class PlanContractTest {

  private static final int SAMPLES = 5;

  /** Every backend, and every way that it takes a network. */
  enum Place {
    PLAIN(() -> CpuBackend.plain(2)),
    LANES(() -> CpuBackend.lanes(2)),
    VECTORS(VectorCpuForTests::open),
    OPENCL(OpenClForTests::open),
    OPENCL_BY_LAYER(OpenClForTests::openGeneral);

    private final Supplier<Backend> backend;

    Place(Supplier<Backend> backend) {
      this.backend = backend;
    }

    Backend open() {
      return backend.get();
    }

    /** Whether other kernels may run where nothing is trained, whose sums are rounded elsewhere. */
    boolean exact() {
      return this != OPENCL && this != OPENCL_BY_LAYER;
    }
  }

  private interface Check {
    void run(Plan plan, Source.Samples samples, Loss loss);
  }

  private static void onEach(Place place, Check check) {
    try (Backend backend = place.open()) {
      on(backend, Network.lenet5(), new Loss.MaximumAPosteriori(1, 0.1f), check);
      on(backend, Architectures.perceptron(10), new Loss.CrossEntropy(1), check);
    }
  }

  private static void on(Backend backend, Network network, Loss loss, Check check) {
    Random random = new Random(1);
    byte[] pixels = new byte[SAMPLES * 28 * 28];
    random.nextBytes(pixels);
    int[] labels = random.ints(SAMPLES, 0, 10).toArray();
    float[] w = new float[network.parameterCount()];
    for (int k = 0; k < w.length; k++) {
      w[k] = 0.1f * random.nextFloat() - 0.05f;
    }
    try (ResidentImages images =
            backend.load(new GreyImages(28, 28, pixels, labels), Scaling.paper());
        Plan plan = backend.plan(PlanSpec.training(network, SAMPLES))) {
      plan.write(Vector.PARAMETERS, w);
      check.run(plan, Source.Samples.all(images), loss);
    }
  }

  private static void refused(Executable pass) {
    assertThrows(IllegalStateException.class, pass);
  }

  @ParameterizedTest
  @EnumSource
  void thereAreNoSeedsBeforeALoss(Place place) {
    onEach(
        place,
        (plan, samples, loss) -> {
          refused(plan::outputs);
          refused(() -> plan.backward(Accumulation.REPLACE));
          plan.forward(samples);
          refused(() -> plan.backward(Accumulation.REPLACE));
          refused(() -> plan.curvature(Accumulation.REPLACE));
          refused(plan::inputGradient);
        });
  }

  @ParameterizedTest
  @EnumSource
  void aSecondForwardPassForgetsTheSeeds(Place place) {
    onEach(
        place,
        (plan, samples, loss) -> {
          plan.forward(samples);
          plan.seed(loss, samples, 1).await();
          plan.forward(samples.part(0, 2));
          refused(() -> plan.backward(Accumulation.REPLACE));
          assertThrows(IllegalArgumentException.class, () -> plan.seed(loss, samples, 1));
        });
  }

  @ParameterizedTest
  @EnumSource
  void trainingAndEvaluationForgetTheForwardPass(Place place) {
    onEach(
        place,
        (plan, samples, loss) -> {
          plan.forward(samples);
          plan.seed(loss, samples, 1).await();
          plan.train(loss, new UpdateRule.GradientDescent(0.001f), samples, SAMPLES).await();
          refused(() -> plan.backward(Accumulation.REPLACE));
          refused(plan::outputs);
          plan.forward(samples);
          plan.evaluate(loss, samples).await();
          refused(() -> plan.seed(Seeds.first(new float[SAMPLES * 10])));
          refused(plan::outputs);
        });
  }

  @ParameterizedTest
  @EnumSource
  void aPassAfterAnotherGivesTheSame(Place place) {
    onEach(
        place,
        (plan, samples, loss) -> {
          float[] first = gradient(plan, samples, loss);
          plan.forward(samples.part(1, 1));
          assertArrayEquals(first, gradient(plan, samples, loss));
          float[] inputs = plan.inputGradient();
          assertEquals(SAMPLES * plan.spec().input().size(), inputs.length);
          assertArrayEquals(inputs, plan.inputGradient());
        });
  }

  @ParameterizedTest
  @EnumSource
  void imagesWithoutLabelsHaveOutputsButNoLoss(Place place) {
    Network network = Architectures.perceptron(10);
    Loss loss = new Loss.CrossEntropy(1);
    byte[] pixels = new byte[SAMPLES * 28 * 28];
    new Random(2).nextBytes(pixels);
    try (Backend backend = place.open();
        ResidentImages images =
            backend.load(GreyImages.unlabelled(28, 28, pixels), Scaling.paper());
        Plan plan = backend.plan(PlanSpec.training(network, 2))) {
      Source.Samples samples = Source.Samples.all(images);
      float[] all = plan.outputs(samples);
      assertEquals(SAMPLES * 10, all.length);
      plan.forward(samples.part(SAMPLES - 1, 1));
      assertArrayEquals(
          plan.outputs(), Arrays.copyOfRange(all, (SAMPLES - 1) * 10, all.length), 1e-6f);
      for (Executable pass :
          List.<Executable>of(
              () -> plan.seed(loss, samples.part(SAMPLES - 1, 1), 1).await(),
              () -> plan.evaluate(loss, samples).await(),
              () -> plan.train(loss, new UpdateRule.GradientDescent(1), samples, 2).await())) {
        String message = assertThrows(IllegalArgumentException.class, pass).getMessage();
        assertTrue(message.contains("5 images without labels"), message);
      }
    }
  }

  /** What {@link CpuBackend} promises. */
  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "LANES", "VECTORS"})
  void aSampleGivesTheSameWhateverStandsBesideIt(Place place) {
    byte[] pixels = new byte[40 * 28 * 28];
    new Random(3).nextBytes(pixels);
    try (Backend backend = place.open();
        ResidentImages images =
            backend.load(GreyImages.unlabelled(28, 28, pixels), Scaling.paper())) {
      for (Network network : List.of(Network.lenet5(), Architectures.perceptron(10))) {
        float[] w =
            new Random(4)
                .doubles(network.parameterCount(), -0.1, 0.1)
                .collect(
                    () -> FloatBuffer.allocate(network.parameterCount()),
                    (all, value) -> all.put((float) value),
                    FloatBuffer::put)
                .array();
        try (Plan plan = backend.plan(PlanSpec.inference(network, 40))) {
          plan.write(Vector.PARAMETERS, w);
          Source.Samples samples = Source.Samples.all(images);
          float[] all = plan.outputs(samples);
          plan.forward(samples.part(7, 9));
          assertArrayEquals(Arrays.copyOfRange(all, 70, 160), plan.outputs());
          plan.forward(samples.part(13, 27));
          assertArrayEquals(Arrays.copyOfRange(all, 130, 400), plan.outputs());
        }
      }
    }
  }

  private static float[] gradient(Plan plan, Source.Samples samples, Loss loss) {
    plan.forward(samples);
    plan.seed(loss, samples, 1).await();
    plan.backward(Accumulation.REPLACE);
    return plan.read(Vector.GRADIENT);
  }
}
