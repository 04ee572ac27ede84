package io.github.lenetcl.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.network.Distortion;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.UpdateRule;
import io.github.lenetcl.network.UpdateRule.LevenbergMarquardt;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {

  @Test
  void paperFollowsThePrintedSchedule() {
    Recipe paper = Recipe.named("paper");
    float[] printed = {5e-4f, 5e-4f, 2e-4f, 2e-4f, 2e-4f, 1e-4f, 1e-4f, 1e-4f, 5e-5f};
    for (int pass = 1; pass <= printed.length; pass++) {
      LevenbergMarquardt rule = (LevenbergMarquardt) paper.rule(pass, 0, 60_000);
      assertEquals(printed[pass - 1], rule.eta(), 1e-10, "pass " + pass);
      assertEquals(0.02f, rule.mu());
      assertEquals(rule, paper.rule(pass, 59_999, 60_000));
    }
    assertEquals(5e-5f, ((LevenbergMarquardt) paper.rule(12, 0, 1)).eta(), 1e-10);
    assertEquals(1e-5f, ((LevenbergMarquardt) paper.rule(13, 0, 1)).eta(), 1e-10);
    assertEquals(1e-5f, ((LevenbergMarquardt) paper.rule(20, 0, 1)).eta(), 1e-10);
    assertEquals(20, paper.settings().passes());
    assertEquals(1, paper.settings().batch());
    assertEquals(500, paper.curvatureSamples());
  }

  @Test
  void aRateScalesTheScheduleOfThePaper() {
    Recipe half = new PaperRecipe().with(settings -> settings.withRate(2.5e-4f));
    assertEquals(2.5e-4f, ((LevenbergMarquardt) half.rule(1, 0, 1)).eta(), 1e-10);
    assertEquals(1e-4f, ((LevenbergMarquardt) half.rule(3, 0, 1)).eta(), 1e-10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fast", "best"})
  void ratesRiseOnceAndFallOnce(String name) {
    Recipe fast = Recipe.named(name);
    int passes = fast.settings().passes();
    double[] rates =
        IntStream.range(0, passes * 500)
            .mapToDouble(i -> ((UpdateRule.Momentum) fast.rule(i / 500 + 1, i % 500, 500)).rate())
            .toArray();
    int top = 0;
    for (int i = 1; i < rates.length; i++) {
      top = rates[i] > rates[top] ? i : top;
    }
    for (int i = 1; i < rates.length; i++) {
      double change = rates[i] - rates[i - 1];
      assertTrue(i <= top ? change >= 0 : change <= 0, "step " + i);
    }
    double peak = rates[top];
    assertTrue(peak <= fast.settings().rate() && peak > 0.9 * fast.settings().rate());
    assertTrue(rates[rates.length - 1] < 0.1 * peak);
  }

  @Test
  void sgdDoesNothingElse() {
    Recipe sgd = new SgdRecipe().with(settings -> settings.withRate(1));
    assertEquals(new UpdateRule.GradientDescent(1), sgd.rule(1, 0, 10));
    assertEquals(new UpdateRule.GradientDescent(1), sgd.rule(9, 5, 10));
    assertEquals(new Loss.MaximumAPosteriori(1, 1), sgd.settings().loss());
    assertEquals(0, sgd.curvatureSamples());
  }

  @Test
  void overridesChangeWhatTheyNameAndNothingElse() {
    Recipe recipe =
        new PaperRecipe()
            .with(
                settings ->
                    settings
                        .withMaximumAPosteriori(3)
                        .withPasses(7)
                        .withBatch(10)
                        .withRate(0.5f)
                        .withStart(Initialization.paper())
                        .withShuffled(false)
                        .withDistortion(Distortion.paper().times(0.5f)));
    assertEquals("paper", recipe.name());
    assertEquals(
        Map.of(
            "loss", "map",
            "j", "3.0",
            "loss_scale", "0.1",
            "start", "2.4/F",
            "passes", "7",
            "batch", "10",
            "rate", "0.5",
            "shuffled", "false",
            "distortion", "horizontal=1.0 vertical=1.0 scaling=0.075 squeezing=0.075 shear=0.15",
            "versions", "0"),
        recipe.settings().describe());
    assertEquals(
        new Loss.MeanSquaredError(0.1f),
        recipe.with(Settings::withMeanSquaredError).settings().loss());
  }

  @Test
  void everyVersionIsShownEquallyOften() {
    Settings settings = new PaperRecipe().settings().withVersions(10);
    int[] shown = new int[10];
    for (int pass = 1; pass <= 20; pass++) {
      shown[settings.version(pass)]++;
    }
    assertEquals(Collections.nCopies(10, 2), Arrays.stream(shown).boxed().toList());
    assertEquals(0, settings.version(1));
    assertEquals(13, settings.withVersions(0).version(13), "afresh in each pass");
  }

  @Test
  void wrongSettingsAreRefused() {
    Settings settings = new PaperRecipe().settings();
    assertThrows(IllegalArgumentException.class, () -> settings.withPasses(0));
    assertThrows(IllegalArgumentException.class, () -> settings.withBatch(0));
    assertThrows(IllegalArgumentException.class, () -> settings.withRate(0));
    assertThrows(IllegalArgumentException.class, () -> settings.withRate(Float.NaN));
    assertThrows(IllegalArgumentException.class, () -> settings.withMaximumAPosteriori(-1));
    String message =
        assertThrows(IllegalArgumentException.class, () -> Recipe.named("worst")).getMessage();
    assertEquals("recipe worst, wanted paper, best, fast, sgd, sdnn, graph or descent", message);
  }
}
