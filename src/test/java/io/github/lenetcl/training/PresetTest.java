package io.github.lenetcl.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.compute.opencl.OpenClForTests;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.UpdateRule;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresetTest {

  private static final List<String> DIGITS = LabelledImages.numbered(10);
  private static final int STEPS = 10;
  private static final int BATCH = 8;

  @ParameterizedTest
  @ValueSource(strings = {"lenet5", "lenet1", "lenet4", "lenet-plain", "lenet-keras", "mlp"})
  void trainsAlikeOnBothBackends(String name) throws IOException {
    Preset preset = Preset.named(name, DIGITS);
    double[] cpu;
    try (Selection selection = Backends.open("cpu:plain")) {
      cpu = losses(selection.backend(), preset);
    }
    assertEquals(STEPS, Arrays.stream(cpu).filter(Double::isFinite).count());
    try (Backend openCl = OpenClForTests.open()) {
      double[] other = losses(openCl, preset);
      for (int step = 0; step < STEPS; step++) {
        assertEquals(cpu[step], other[step], 1e-5 * cpu[step], "step " + step);
      }
    }
  }

  /** The losses of the first updates on the embedded digits. */
  private static double[] losses(Backend backend, Preset preset) throws IOException {
    LabelledImages digits = DataSets.embedded().training().first(STEPS * BATCH);
    GreyImages grey = new GreyImages(28, 28, digits.pixels(), digits.labels());
    Settings settings = preset.recipe().settings();
    Network network = preset.network();
    try (ResidentImages images = backend.load(grey, preset.scaling());
        Plan plan = backend.plan(PlanSpec.training(network, BATCH))) {
      plan.write(Vector.PARAMETERS, settings.start().draw(network, 1));
      Source.Samples all = Source.Samples.all(images);
      return IntStream.range(0, STEPS)
          .mapToDouble(
              step -> {
                UpdateRule rule = preset.recipe().rule(1, step, STEPS);
                Source.Samples batch = all.part(step * BATCH, BATCH);
                return plan.train(settings.loss(), rule, batch, BATCH).await().meanLoss();
              })
          .toArray();
    }
  }

  @Test
  void xorIsLearntFromNineSeedsInTen() throws IOException {
    Preset xor = Preset.named("xor", LabelledImages.numbered(2));
    assertEquals(9, xor.network().parameterCount());
    int learnt = 0;
    try (Selection cpu = Backends.open("cpu:plain")) {
      for (int seed = 1; seed <= 10; seed++) {
        learnt += errors(cpu.backend(), xor.network(), xor.recipe(), seed) == 0 ? 1 : 0;
      }
    }
    assertTrue(learnt >= 9, learnt + " of 10");
  }

  @Test
  void xorIsBeyondANetworkWithoutAHiddenLayer() throws IOException {
    Preset xor = Preset.named("xor", LabelledImages.numbered(2));
    Network single = Network.input(1, 2, 1).flatten().dense(1).build();
    try (Selection cpu = Backends.open("cpu:plain")) {
      for (int seed = 1; seed <= 3; seed++) {
        assertTrue(errors(cpu.backend(), single, xor.recipe(), seed) > 0, "seed " + seed);
      }
    }
  }

  private static int errors(Backend backend, Network network, Recipe recipe, long seed)
      throws IOException {
    LabelledImages cases = DataSets.open("xor").training();
    Preset xor = Preset.named("xor", cases.classes());
    TrainingResult result =
        new Trainer(backend, recipe)
            .network(network)
            .scaling(xor.scaling())
            .seed(seed)
            .test(cases)
            .train(cases);
    return result.lastPass().flatMap(PassResult::test).map(Tally::errors).orElseThrow();
  }

  @Test
  void recipesComeBackFromWhatTheyDescribe() {
    for (String name : Preset.NAMES) {
      Recipe recipe = Preset.named(name, DIGITS).recipe();
      assertEquals(recipe, Recipe.named(recipe.name()).described(recipe.describe()), name);
    }
  }

  @Test
  void mlpIsTrainedAsTheLessonHasIt() {
    Preset mlp = Preset.named("mlp", DIGITS);
    Settings settings = mlp.recipe().settings();
    assertEquals(new Loss.OutputSquaredError(1), settings.loss());
    assertEquals(new UpdateRule.GradientDescent(0.1f), mlp.recipe().rule(1, 0, 1));
    assertEquals(100, settings.batch());
    assertEquals(20, settings.passes());
  }

  @Test
  void anyNetworkHasALossThatFits() {
    assertEquals("fast", Preset.of("x", Network.lenet5()).recipe().name());
    Network linear = Network.input(2, 2, 1).flatten().dense(3).build();
    assertEquals(new Loss.CrossEntropy(1), Preset.of("x", linear).recipe().settings().loss());
    Network sigmoid = Preset.named("mlp", DIGITS).network();
    assertEquals(new Loss.CrossEntropy(1), Preset.of("x", sigmoid).recipe().settings().loss());
  }

  @Test
  void anUnknownNameIsRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Preset.named("lenet6", DIGITS))
            .getMessage();
    assertEquals(
        "network lenet6, wanted lenet5, lenet1, lenet4, lenet-plain, lenet-keras, mlp, xor or a"
            + " JSON file",
        message);
  }

  @Test
  void aLossThatDoesNotFitIsRefused() throws IOException {
    LabelledImages digits = DataSets.embedded().training().first(8);
    Preset mlp = Preset.named("mlp", DIGITS);
    try (Selection cpu = Backends.open("cpu:plain")) {
      Trainer trainer = new Trainer(cpu.backend(), new FastRecipe()).network(mlp.network());
      String message =
          assertThrows(IllegalArgumentException.class, () -> trainer.train(digits)).getMessage();
      assertTrue(message.contains("wanted radial basis functions"), message);
    }
  }
}
