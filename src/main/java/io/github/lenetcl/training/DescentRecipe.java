package io.github.lenetcl.training;

import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.UpdateRule;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gradient descent as one finds it everywhere: any update rule, over batches of any size.
 *
 * @param settings what can be set; the rate is that of the rule
 * @param rule the update rule
 * @param schedule how the rate goes over the run, as {@link Schedules#named} reads it
 */
public record DescentRecipe(Settings settings, UpdateRule rule, String schedule) implements Recipe {

  private static final String RULE = "rule";
  private static final String SCHEDULE = "schedule";
  private static final String CONSTANT = "constant";

  /** The second derivatives' samples, as many as recipe {@code paper} takes. */
  private static final int CURVATURE_SAMPLES = 500;

  /** Checks the schedule, and gives the rule the rate of the settings. */
  public DescentRecipe {
    Schedules.named(schedule, settings.rate());
    rule = rule.withRate(settings.rate());
  }

  /**
   * A rule at its own rate throughout, from Keras' start.
   *
   * @param loss what is minimised
   * @param rule the rule
   * @param batch samples for each update
   * @param passes passes over the training set
   */
  public DescentRecipe(Loss loss, UpdateRule rule, int batch, int passes) {
    this(
        new Settings(loss, Initialization.glorot(), passes, batch, rule.rate(), true),
        rule,
        CONSTANT);
  }

  /**
   * {@return a rule at its own rate throughout, all else as settings say}
   *
   * @param settings all but the rate
   * @param rule the rule
   */
  public static DescentRecipe of(Settings settings, UpdateRule rule) {
    return new DescentRecipe(settings.withRate(rule.rate()), rule, CONSTANT);
  }

  /** Cross entropy, Adam at a rate of 0.001, batches of 32, 10 passes. */
  public DescentRecipe() {
    this(new Loss.CrossEntropy(1), new UpdateRule.Adam(0.001f), 32, 10);
  }

  @Override
  public String name() {
    return "descent";
  }

  @Override
  public DescentRecipe with(Settings other) {
    return new DescentRecipe(other, rule, schedule);
  }

  /**
   * {@return this recipe with another schedule}
   *
   * @param other a schedule as {@link Schedules#named} reads it
   */
  public DescentRecipe withSchedule(String other) {
    return new DescentRecipe(settings, rule, other);
  }

  /**
   * {@return this recipe with a penalty on the squared weights, in place of one that it has}
   *
   * @param beta the factor of the penalty, above 0
   */
  public DescentRecipe withL2(float beta) {
    return new DescentRecipe(settings, UpdateRules.penalized(rule, beta), schedule);
  }

  /**
   * {@return this recipe with decoupled weight decay, in place of one that it has}
   *
   * @param decay by what part of the rate weights decay in each update, above 0
   */
  public DescentRecipe withDecay(float decay) {
    UpdateRule inner = rule instanceof UpdateRule.Decayed decayed ? decayed.rule() : rule;
    return new DescentRecipe(settings, new UpdateRule.Decayed(decay, inner), schedule);
  }

  /**
   * {@return this recipe with gradients of at most some length, in place of another that it has}
   *
   * @param norm the greatest norm, above 0
   */
  public DescentRecipe withClip(float norm) {
    return new DescentRecipe(settings, UpdateRules.clipped(rule, norm), schedule);
  }

  /**
   * {@return this recipe with another schedule, whose rate becomes the rule's}
   *
   * @param other how the rate goes over the run
   */
  public DescentRecipe withSchedule(Schedule other) {
    return new DescentRecipe(settings.withRate(other.rate()), rule, Schedules.text(other));
  }

  private Schedule scheduled() {
    return Schedules.named(schedule, settings.rate());
  }

  @Override
  public UpdateRule rule(int pass, int step, int steps) {
    float rate = scheduled().rate(pass, step, steps, settings.passes());
    return rule.withRate(rate).after((pass - 1) * steps + step);
  }

  @Override
  public int curvatureSamples() {
    return UpdateRules.core(rule) instanceof UpdateRule.LevenbergMarquardt ? CURVATURE_SAMPLES : 0;
  }

  @Override
  public boolean extendable() {
    return scheduled().extendable();
  }

  @Override
  public Map<String, String> describe() {
    Map<String, String> map = new LinkedHashMap<>(settings.describe());
    map.put(RULE, UpdateRules.text(rule));
    map.put(SCHEDULE, schedule);
    return map;
  }

  @Override
  public DescentRecipe described(Map<String, String> map) {
    Settings described = Settings.of(map);
    return new DescentRecipe(
        described,
        UpdateRules.parse(map.getOrDefault(RULE, "sgd"), described.rate()),
        map.getOrDefault(SCHEDULE, CONSTANT));
  }

  @Override
  public String toString() {
    return "recipe " + name() + ": " + settings + ", " + rule + ", " + schedule;
  }
}
