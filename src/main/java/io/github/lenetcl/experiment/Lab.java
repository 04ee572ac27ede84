package io.github.lenetcl.experiment;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.network.Distortion;
import io.github.lenetcl.training.Recipe;
import io.github.lenetcl.training.TrainingListener;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.LongStream;

/**
 * What an experiment is run with.
 *
 * @param training the training set
 * @param test the test set
 * @param backend the device, which stays the caller's to close
 * @param folder where results go, and where finished work is kept
 * @param seedCount the number of seeds, which are 1, 2, …
 * @param recipe how LeNet-5 is trained where the experiment does not say otherwise
 * @param passes the number of passes where it is not to be the recipe's own, or the experiment's
 * @param listener told of every training
 * @param command the command line that asks for this, to be told in the report
 */
public record Lab(
    LabelledImages training,
    LabelledImages test,
    Backend backend,
    Path folder,
    int seedCount,
    Recipe recipe,
    OptionalInt passes,
    TrainingListener listener,
    String command) {

  /** Every digit as it stands and nine times distorted: 600,000 patterns of 60,000 (Figure 6). */
  static final int VERSIONS = 10;

  /**
   * The amounts, on which the paper is silent: those of published code, made smaller. Chosen on the
   * last 10,000 training digits, as j is: docs/paper.md.
   */
  static final Distortion DISTORTION = Distortion.paper().times(0.4f);

  /** j with distortions, where there is less to be feared of fitting the training set too well. */
  static final float DISTORTED_J = 3;

  /** Checks the number of seeds and that the two sets are of the same classes and image size. */
  public Lab {
    if (seedCount < 1) {
      throw new IllegalArgumentException("seeds " + seedCount + ", wanted at least 1");
    }
    if (!training.classes().equals(test.classes())
        || training.height() != test.height()
        || training.width() != test.width()) {
      throw new IllegalArgumentException(
          "test set: " + test + ", wanted as the training set, " + training);
    }
  }

  List<Long> seeds() {
    return LongStream.rangeClosed(1, seedCount).boxed().toList();
  }

  /** {@return a recipe with this lab's number of passes, where it has one} */
  Recipe scaled(Recipe other) {
    return passes.isPresent()
        ? other.with(settings -> settings.withPasses(passes.getAsInt()))
        : other;
  }

  /** Ends long work that is no training where the lab is asked to stop. */
  void requireGoingOn(String work) {
    if (listener.stopRequested()) {
      throw new StoppedException(work);
    }
  }

  /** {@return the run that most experiments look at: LeNet-5 on all training digits} */
  Run run(long seed) {
    Recipe own = scaled(recipe);
    return new Run("lenet5-%s-seed%d".formatted(own.name(), seed), own, seed, training, test, true);
  }

  /**
   * {@return the run with nine distorted copies of every training digit; its length is that of the
   * other: of ten versions each pass shows one, so that 20 passes show each twice}
   */
  Run distorted(long seed) {
    Recipe own =
        scaled(recipe)
            .with(
                settings ->
                    settings
                        .withMaximumAPosteriori(DISTORTED_J)
                        .withDistortion(DISTORTION)
                        .withVersions(VERSIONS));
    return new Run(
        "lenet5-%s-distorted-seed%d".formatted(own.name(), seed), own, seed, training, test, true);
  }

  /**
   * {@return LeNet-5 trained on all training digits, once for each seed}
   *
   * @throws IllegalStateException if a run diverged, for then there is nothing to look at
   */
  List<Trained> lenet5() {
    Runs runs = new Runs(this);
    return seeds().stream().map(seed -> runs.train(run(seed)).orThrow()).toList();
  }
}
