package io.github.lenetcl.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.compute.opencl.OpenClForTests;
import io.github.lenetcl.data.EmbeddedDigits;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.network.Distortion;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.UpdateRule;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SdnnRecipeTest {

  private static final LabelledImages DIGITS = EmbeddedDigits.training().first(40);
  private static final Loss LOSS = new Loss.MaximumAPosteriori(30, 0.1f);
  private static final int BATCH = 20;

  private static TrainingResult train(int threads, int passes) throws IOException {
    Recipe recipe = new SdnnRecipe().with(settings -> settings.withPasses(passes).withBatch(BATCH));
    try (Backend backend = CpuBackend.plain(threads)) {
      return new Trainer(backend, recipe)
          .parameters(Models.bundled("paper").parameters())
          .train(DIGITS);
    }
  }

  @Test
  void learnsWhatLinesSay() throws IOException {
    try (Backend backend = CpuBackend.plain(2);
        ResidentImages images = backend.load(GreyImages.of(DIGITS), Scaling.paper());
        Plan plan = plan(backend)) {
      Source.Samples samples = Source.Samples.all(images).part(0, BATCH);
      UpdateRule rule = new UpdateRule.Momentum(0.05f, 0.9f);
      plan.write(Vector.PARAMETERS, Models.bundled("paper").parameters());
      Tally first = plan.train(LOSS, rule, samples, BATCH).await();
      Tally last = first;
      for (int step = 0; step < 25; step++) {
        last = plan.train(LOSS, rule, samples, BATCH).await();
      }
      assertEquals(BATCH, first.samples());
      assertTrue(last.loss() < 0.5 * first.loss(), first + " and then " + last);
    }
  }

  private static Plan plan(Backend backend) {
    PlanSpec spec = PlanSpec.training(Network.lenet5(), BATCH);
    return new LinePlan(backend, spec, BATCH, DIGITS, Scaling.paper());
  }

  @Test
  void isTheSameAgainOnAnyNumberOfThreads() throws IOException {
    assertArrayEquals(
        train(1, 1).model().parameters(), train(3, 1).model().parameters(), "parameters");
  }

  /** The gradient through the graph and the network, along itself, against a central difference. */
  @Test
  void theCpuFollowsTheGradient() throws IOException {
    try (Backend backend = CpuBackend.plain(2)) {
      followsTheGradient(backend);
    }
  }

  @Test
  void openClFollowsTheGradient() throws IOException {
    try (Backend backend = OpenClForTests.open()) {
      followsTheGradient(backend);
    }
  }

  private static void followsTheGradient(Backend backend) throws IOException {
    float[] start = Models.bundled("paper").parameters();
    try (ResidentImages images = backend.load(GreyImages.of(DIGITS), Scaling.paper());
        Plan plan = plan(backend)) {
      Source.Samples samples = Source.Samples.all(images).part(0, BATCH);
      double rate = 1;
      double[] gradient = new double[start.length];
      plan.write(Vector.PARAMETERS, start);
      plan.train(LOSS, new UpdateRule.GradientDescent((float) rate), samples, BATCH).await();
      float[] after = plan.read(Vector.PARAMETERS);
      for (int k = 0; k < start.length; k++) {
        gradient[k] = (start[k] - after[k]) / rate;
      }
      double square = Arrays.stream(gradient).map(g -> g * g).sum();
      double step = 0.001 / Math.sqrt(square);
      double difference =
          (loss(plan, samples, start, gradient, -step) - loss(plan, samples, start, gradient, step))
              / (2 * step);
      assertEquals(square, difference, 0.005 * square);
    }
  }

  private static double loss(
      Plan plan, Source.Samples samples, float[] start, double[] gradient, double step) {
    float[] shifted = start.clone();
    for (int k = 0; k < shifted.length; k++) {
      shifted[k] -= (float) (step * gradient[k]);
    }
    plan.write(Vector.PARAMETERS, shifted);
    UpdateRule still = new UpdateRule.GradientDescent(1e-30f);
    return plan.train(LOSS, still, samples, BATCH).await().meanLoss();
  }

  @Test
  void refusesWhatItCannotDo() {
    SdnnRecipe recipe = new SdnnRecipe();
    assertThrows(IllegalArgumentException.class, () -> recipe.with(Settings::withMeanSquaredError));
    assertThrows(
        IllegalArgumentException.class,
        () -> recipe.with(settings -> settings.withDistortion(Distortion.paper())));
    assertThrows(
        IllegalArgumentException.class, () -> recipe.with(settings -> settings.withBatch(5000)));
  }
}
