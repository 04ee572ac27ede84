package io.github.lenetcl.training;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.network.Distortion;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.UpdateRule;
import io.github.lenetcl.reading.sweep.CharacterModel;

/**
 * Training at the level of the number, for a network that is swept over lines (Sections VI and
 * VII): the training digits are set into lines, wide, touching and overlapping, with specks, and
 * the network learns from what a line says and not from where its digits are. So it sees
 * neighbours' ink beside every digit, and learns to call what is between them junk.
 *
 * <p>Each pass takes every training digit once, five to a line, in the order in which the pass
 * takes samples. The loss and the errors of a pass are those of lines, for each digit: all five
 * digits of a misread line count as misread. The test error is that of single digits. The rates
 * rise and fall like those of {@link FastRecipe}; the loss's j is the penalty of junk.
 *
 * @param settings what can be set; the batch is counted in digits
 */
public record SdnnRecipe(Settings settings) implements Recipe {

  /** The recipe as its description says: batches of 16 lines, 120 passes. */
  public SdnnRecipe() {
    this(
        new Settings(
            new Loss.MaximumAPosteriori((float) CharacterModel.STANDARD.junk(), 0.1f),
            Initialization.overRoot(1.5f),
            120,
            16 * LinePlan.LENGTH,
            0.1f,
            true));
  }

  /** Checks that lines can be made. */
  public SdnnRecipe {
    if (!(settings.loss() instanceof Loss.MaximumAPosteriori)) {
      throw new IllegalArgumentException(
          "recipe sdnn: loss " + settings.loss() + ", wanted MAP: its j is the penalty of junk");
    }
    if (settings.batch() > LinePlan.MOST) {
      throw new IllegalArgumentException(
          "recipe sdnn: batch " + settings.batch() + ", wanted at most " + LinePlan.MOST);
    }
    if (!settings.distortion().equals(Distortion.NONE)) {
      throw new IllegalArgumentException(
          "recipe sdnn: distortion "
              + settings.distortion()
              + ", wanted none: lines have their own");
    }
  }

  @Override
  public String name() {
    return "sdnn";
  }

  @Override
  public SdnnRecipe with(Settings other) {
    return new SdnnRecipe(other);
  }

  @Override
  public UpdateRule rule(int pass, int step, int steps) {
    return FastRecipe.cycle(settings, pass, step, steps);
  }

  @Override
  public Plan plan(Backend backend, PlanSpec spec, LabelledImages training, Scaling scaling) {
    return new LinePlan(backend, spec, settings.batch(), training, scaling);
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
