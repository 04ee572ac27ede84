package io.github.lenetcl.cli.train;

import io.github.lenetcl.cli.options.DistortionOptions;
import io.github.lenetcl.cli.terminal.Numbers;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.training.Recipe;
import io.github.lenetcl.training.Settings;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How to train: the recipe, and what of its settings is to be another. */
public final class RecipeOptions {

  @Option(
      names = "--recipe",
      paramLabel = "paper|best|fast|sgd|sdnn|graph|descent",
      converter = ByName.class,
      description = {
        "How to train; that of the network, which is fast for LeNet-5, where nothing is said. fast: mini-batches and momentum, for a good"
            + " error in the least time. best: the same over many passes of distorted digits, for the"
            + " least error. paper: one sample per update and second derivatives, 20 passes. sgd:"
            + " plain gradient descent at a fixed rate. sdnn: lines of digits, for a network that is"
            + " swept over lines; graph: lines of digits cut into pieces, for lenet read. Start these"
            + " two from a trained model, sdnn with --init best, graph with --init sdnn. descent:"
            + " batches and an optimizer. Of MNIST, on two cores with vector instructions, fast takes"
            + " about ten seconds, paper a minute, best some minutes."
      })
  private Optional<Recipe> recipe = Optional.empty();

  @Mixin private LossOptions loss;

  @Mixin private OptimizerOptions optimizer;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      converter = Numbers.Count.class,
      description = "Passes over the training images.")
  private Optional<Integer> passes = Optional.empty();

  @Option(
      names = "--batch",
      paramLabel = "N",
      converter = Numbers.Count.class,
      description = "Samples for each update.")
  private Optional<Integer> batch = Optional.empty();

  @Option(
      names = "--lr",
      paramLabel = "X",
      converter = Numbers.PositiveFloat.class,
      description = {
        "The global rate: the step of sgd and descent, the highest rate of fast and best, eta of the first pass of"
            + " paper."
      })
  private Optional<Float> rate = Optional.empty();

  @Mixin private DistortionOptions distortion;

  @Option(names = "--no-shuffle", description = "Take the images in the order of the files.")
  private boolean ordered;

  /** Recipes by their names. */
  public static final class ByName implements ITypeConverter<Recipe> {

    @Override
    public Recipe convert(String name) {
      try {
        return Recipe.named(name);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /**
   * Returns the recipe that was asked for.
   *
   * @param resumed the recipe of the run to go on with, which is kept where nothing else is said
   * @param usual the recipe that suits the network, whose kind of loss every other gets too
   */
  Recipe recipe(Optional<Recipe> resumed, Recipe usual) {
    boolean same = resumed.isPresent() && isNamedLike(resumed.get());
    Recipe base = same ? resumed.get() : recipe.orElse(usual);
    Loss fitting = usual.settings().loss();
    if (base.settings().loss().isForPenalties() != fitting.isForPenalties()) {
      base = base.with(settings -> settings.withLoss(fitting));
    }
    return optimizer.applyTo(base).with(this::applyTo);
  }

  private boolean isNamedLike(Recipe other) {
    return recipe.map(Recipe::name).orElse(other.name()).equals(other.name());
  }

  private Settings applyTo(Settings settings) {
    Settings changed = loss.applyTo(settings);
    changed = passes.map(changed::withPasses).orElse(changed);
    changed = batch.map(changed::withBatch).orElse(changed);
    changed = rate.map(changed::withRate).orElse(changed);
    changed = changed.withDistortion(distortion.applyTo(changed.distortion()));
    return ordered ? changed.withShuffled(false) : changed;
  }
}
