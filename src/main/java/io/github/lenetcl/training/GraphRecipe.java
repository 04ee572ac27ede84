package io.github.lenetcl.training;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.network.Distortion;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.UpdateRule;

/**
 * Training at the level of the number, for a network that prices the pieces of a line (Section VI):
 * the training digits are set into lines, apart, touching and overlapping, with specks; the lines
 * are cut into pieces, and the network learns from what a line says and not from where its digits
 * are. So it learns what cut and crowded digits look like, and to be dear on what is none. Start
 * from a network that knows digits with neighbours, such as the model {@code sdnn}.
 *
 * <p>Each pass takes every training digit once, five to a line, in the order in which the pass
 * takes samples; in every pass a digit has other neighbours. The loss and the errors of a pass are
 * those of lines, for each digit: all five digits of a misread line count as misread. The test
 * error is that of single digits.
 *
 * @param settings what can be set; the batch is counted in digits
 */
public record GraphRecipe(Settings settings) implements Recipe {

  /** The recipe as its description says: batches of 16 lines, 32 passes. */
  public GraphRecipe() {
    this(
        new Settings(
            new Loss.MaximumAPosteriori(FastRecipe.RUBBISH, 1),
            Initialization.overRoot(1.5f).withCoefficient(0.5f),
            32,
            16 * GraphPlan.LENGTH,
            0.006f,
            true));
  }

  /** Checks that lines can be made. */
  public GraphRecipe {
    if (!settings.distortion().equals(Distortion.NONE)) {
      throw new IllegalArgumentException(
          "recipe graph: distortion "
              + settings.distortion()
              + ", wanted none: lines have their own");
    }
  }

  @Override
  public String name() {
    return "graph";
  }

  @Override
  public GraphRecipe with(Settings other) {
    return new GraphRecipe(other);
  }

  @Override
  public UpdateRule rule(int pass, int step, int steps) {
    return FastRecipe.cycle(settings, pass, step, steps);
  }

  @Override
  public Plan plan(Backend backend, PlanSpec spec, LabelledImages training, Scaling scaling) {
    return new GraphPlan(backend, spec, training, scaling);
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
