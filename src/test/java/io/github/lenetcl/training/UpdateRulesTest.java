package io.github.lenetcl.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.UpdateRule;
import io.github.lenetcl.network.UpdateRule.Penalty;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateRulesTest {

  private static final List<UpdateRule> RULES =
      List.of(
          new UpdateRule.GradientDescent(0.5f),
          new UpdateRule.Momentum(0.5f, 0.9f, false),
          new UpdateRule.Momentum(0.5f, 0.8f, true),
          new UpdateRule.LevenbergMarquardt(0.5f, 0.02f),
          new UpdateRule.Adam(0.5f, 0),
          new UpdateRule.Clipped(
              5, new UpdateRule.Penalized(Penalty.L2, 1e-4f, new UpdateRule.Adam(0.5f, 0))),
          new UpdateRule.Penalized(Penalty.L1, 1e-4f, new UpdateRule.GradientDescent(0.5f)),
          UpdateRule.Adam.rmsProp(0.5f, 0.9f, 1e-7f),
          new UpdateRule.Decayed(0.01f, new UpdateRule.Clipped(5, new UpdateRule.Adam(0.5f, 0))));

  @Test
  void aDecayStaysOutermost() {
    UpdateRule adamW = new UpdateRule.Decayed(0.01f, new UpdateRule.Adam(0.5f, 0));
    DescentRecipe recipe = DescentRecipe.of(new DescentRecipe().settings(), adamW);
    UpdateRule rule = recipe.withL2(1e-4f).withClip(5).withDecay(0.02f).rule();
    assertEquals("decay=0.02 clip=5.0 l2=1.0E-4 adam=0.9,0.999,1.0E-8", UpdateRules.text(rule));
  }

  @Test
  void labelSmoothingComesBack() {
    Settings settings = new DescentRecipe().settings().withLoss(new Loss.CrossEntropy(1, 0.1f));
    assertEquals(settings, Settings.of(settings.describe()));
  }

  @Test
  void comeBackFromTheirText() {
    for (UpdateRule rule : RULES) {
      String text = UpdateRules.text(rule);
      assertEquals(rule, UpdateRules.parse(text, 0.5f), text);
    }
  }

  @Test
  void adamIsToldHowManyUpdatesWereMade() {
    DescentRecipe recipe = DescentRecipe.of(new DescentRecipe().settings(), RULES.get(5));
    UpdateRule core = UpdateRules.core(recipe.rule(3, 4, 10));
    assertEquals(24, ((UpdateRule.Adam) core).updates());
  }

  @Test
  void theRateFollowsTheSchedule() {
    DescentRecipe usual = new DescentRecipe();
    DescentRecipe recipe = usual.with(usual.settings().withRate(0.5f).withPasses(4));
    assertEquals(0.5f, recipe.rule(4, 9, 10).rate());
    assertEquals(0.125f, recipe.withSchedule("step=0.5,1").rule(3, 0, 10).rate());
    assertTrue(recipe.withSchedule("cosine").rule(4, 9, 10).rate() < 1e-3);
    assertTrue(recipe.withSchedule("warm-up=2 constant").rule(1, 0, 10).rate() < 0.01);
    for (String wrong : List.of("cos", "step=x,1", "step=0.5", "warm-up=1", "warm-up=x cosine")) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> recipe.withSchedule(wrong))
              .getMessage();
      assertTrue(message.contains("wanted constant, cosine"), message);
    }
  }

  @Test
  void schedulesComeBackFromTheirText() {
    List<Schedule> schedules =
        List.of(
            new Schedule.Constant(0.5f),
            new Schedule.Step(0.5f, 0.25f, 3),
            new Schedule.Cosine(0.5f, 0),
            new Schedule.Cosine(0.5f, 0.125f),
            new Schedule.WarmUp(2, new Schedule.OneCycle(0.5f)));
    for (Schedule schedule : schedules) {
      String text = Schedules.text(schedule);
      assertEquals(schedule, Schedules.named(text, 0.5f), text);
      assertEquals(0.25f, schedule.withRate(0.25f).rate());
      DescentRecipe recipe = new DescentRecipe().withSchedule(schedule);
      assertEquals(text, recipe.schedule());
      assertEquals(0.5f, recipe.rule().rate());
      assertEquals(recipe, new DescentRecipe().described(recipe.describe()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sdg", "momentum", "momentum=x", "adam=0.9", "l3=1 sgd", "clip= sgd"})
  void whatIsNoRuleIsRefused(String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> UpdateRules.parse(text, 1)).getMessage();
    assertTrue(message.startsWith("rule '" + text + "', wanted a form like sgd"), message);
  }
}
