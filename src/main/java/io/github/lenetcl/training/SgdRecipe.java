package io.github.lenetcl.training;

import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.UpdateRule;

/**
 * Plain gradient descent: each update takes the rate times the gradient of the batch's mean loss
 * from the parameters, and nothing else. The loss is equation (9) as printed, with j = 1.
 *
 * @param settings what can be set; the rate is the step
 */
public record SgdRecipe(Settings settings) implements Recipe {

  /** The recipe as its description says: batches of 64, rate 0.005, 10 passes. */
  public SgdRecipe() {
    this(
        new Settings(
            new Loss.MaximumAPosteriori(Settings.J, 1),
            Initialization.overRoot(1.5f),
            10,
            64,
            0.005f,
            true));
  }

  @Override
  public String name() {
    return "sgd";
  }

  @Override
  public SgdRecipe with(Settings other) {
    return new SgdRecipe(other);
  }

  @Override
  public UpdateRule rule(int pass, int step, int steps) {
    return new UpdateRule.GradientDescent(settings.rate());
  }

  @Override
  public String toString() {
    return "recipe " + name() + ": " + settings;
  }
}
