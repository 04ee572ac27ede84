package io.github.lenetcl.training;

import io.github.lenetcl.network.Distortion;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.UpdateRule;

/**
 * The least error that the paper's network and its 60,000 parameters were brought to: the schedule
 * of {@link FastRecipe} over many passes, each of which shows every digit distorted afresh, by the
 * paper's kinds of distortion at half of the usual amounts and by elastic deformation (Simard,
 * Steinkraus and Platt 2003).
 *
 * @param settings what can be set; the rate is the highest
 */
public record BestRecipe(Settings settings) implements Recipe {

  private static final Distortion DISTORTION = Distortion.paper().times(0.5f).withElastic(15, 4);

  /** The recipe as its description says: the MAP loss, batches of 32, 200 passes. */
  public BestRecipe() {
    this(
        new Settings(
                new Loss.MaximumAPosteriori(FastRecipe.RUBBISH, 0.1f),
                Initialization.overRoot(1.5f).withCoefficient(0.5f),
                200,
                32,
                0.005f,
                true)
            .withDistortion(DISTORTION));
  }

  @Override
  public String name() {
    return "best";
  }

  @Override
  public BestRecipe with(Settings other) {
    return new BestRecipe(other);
  }

  @Override
  public UpdateRule rule(int pass, int step, int steps) {
    return FastRecipe.cycle(settings, pass, step, steps);
  }

  /** The cycle is stretched over all passes. */
  @Override
  public boolean extendable() {
    return false;
  }

  @Override
  public String toString() {
    return "recipe " + name() + ": " + settings;
  }
}
