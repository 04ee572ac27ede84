package io.github.lenetcl.cli.train;

import io.github.lenetcl.cli.terminal.Numbers;
import io.github.lenetcl.network.UpdateRule;
import io.github.lenetcl.training.DescentRecipe;
import io.github.lenetcl.training.Recipe;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How parameters change, where it is not for the recipe to say. */
public final class OptimizerOptions {

  private static final float MOMENTUM = 0.9f;

  @Option(
      names = "--optimizer",
      paramLabel = "sgd|momentum|nesterov|adam|adamw|rmsprop",
      description = {
        "Gradient descent (rate 0.1 where --lr says nothing), with momentum 0.9 or Nesterov's (0.01),"
            + " Adam (0.001), AdamW (weight decay 0.01 where --weight-decay says nothing) or RMSProp"
            + " (0.001); recipe descent with the loss, the batch and the passes of the recipe named."
      })
  private Optional<Kind> kind = Optional.empty();

  @Option(
      names = "--l2",
      paramLabel = "X",
      converter = Numbers.PositiveFloat.class,
      description = "Add X times the sum of all squared weights to the loss (recipe descent).")
  private Optional<Float> l2 = Optional.empty();

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      converter = Numbers.PositiveFloat.class,
      description =
          "Multiply weights by 1 - rate times X before each update, as AdamW does (recipe descent).")
  private Optional<Float> decay = Optional.empty();

  @Option(
      names = "--clip",
      paramLabel = "X",
      converter = Numbers.PositiveFloat.class,
      description = "Make no gradient longer than X (recipe descent).")
  private Optional<Float> clip = Optional.empty();

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      description = {
        "How the rate goes over the run (recipe descent): constant (where nothing is said), cosine,"
            + " one-cycle, step=FACTOR,PASSES, or one of these after warm-up=PASSES and a space."
      })
  private Optional<String> schedule = Optional.empty();

  /** Names as users write them. */
  private enum Kind {
    SGD,
    MOMENTUM,
    NESTEROV,
    ADAM,
    ADAMW,
    RMSPROP;

    UpdateRule rule() {
      return switch (this) {
        case SGD -> new UpdateRule.GradientDescent(0.1f);
        case MOMENTUM -> new UpdateRule.Momentum(0.01f, OptimizerOptions.MOMENTUM, false);
        case NESTEROV -> new UpdateRule.Momentum(0.01f, OptimizerOptions.MOMENTUM, true);
        case ADAM -> new UpdateRule.Adam(0.001f, 0);
        case ADAMW -> new UpdateRule.Decayed(0.01f, new UpdateRule.Adam(0.001f, 0));
        case RMSPROP -> UpdateRule.Adam.rmsProp(0.001f, 0.9f, 1e-7f);
      };
    }
  }

  /**
   * Returns the recipe with the optimiser that was asked for.
   *
   * @throws IllegalArgumentException if a penalty, a clip or a schedule is asked for where the
   *     recipe has its own rule
   */
  public Recipe applyTo(Recipe recipe) {
    Recipe changed =
        kind.isPresent() ? DescentRecipe.of(recipe.settings(), kind.get().rule()) : recipe;
    if (l2.isEmpty() && decay.isEmpty() && clip.isEmpty() && schedule.isEmpty()) {
      return changed;
    }
    if (!(changed instanceof DescentRecipe descent)) {
      throw new IllegalArgumentException(
          "--l2, --weight-decay, --clip and --schedule: recipe "
              + recipe.name()
              + ", wanted descent or an --optimizer");
    }
    descent = l2.map(descent::withL2).orElse(descent);
    descent = decay.map(descent::withDecay).orElse(descent);
    descent = clip.map(descent::withClip).orElse(descent);
    return schedule.map(descent::withSchedule).orElse(descent);
  }
}
