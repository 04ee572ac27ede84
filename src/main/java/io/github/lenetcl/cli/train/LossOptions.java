package io.github.lenetcl.cli.train;

import io.github.lenetcl.cli.terminal.Numbers;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.training.Settings;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options {@code --loss} and {@code --j}. */
public final class LossOptions {

  @Option(
      names = "--loss",
      paramLabel = "map|mse|cross-entropy",
      description = {
        "Equation (9), maximum a posteriori; mean squared error: equation (8) for penalties, else the"
            + " mean over the outputs; or cross entropy, for networks without penalties."
      })
  private Optional<Kind> kind = Optional.empty();

  @Option(
      names = "--j",
      paramLabel = "X",
      converter = Numbers.PositiveFloat.class,
      description = "The penalty j of the rubbish class in equation (9), above 0.")
  private Optional<Float> j = Optional.empty();

  @Option(
      names = "--label-smoothing",
      paramLabel = "X",
      converter = Numbers.PositiveFloat.class,
      description = {
        "Ask for a share of X for all classes alike beside 1 - X for the right one (cross entropy)."
      })
  private Optional<Float> smoothing = Optional.empty();

  /** Names as users write them. */
  private enum Kind {
    MAP,
    MSE,
    CROSS_ENTROPY;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Returns settings with the loss that was asked for, if any, at the scale that they have. */
  Settings applyTo(Settings settings) {
    Settings chosen = chosen(settings);
    if (smoothing.isEmpty()) {
      return chosen;
    }
    if (!(chosen.loss() instanceof Loss.CrossEntropy entropy)) {
      throw new IllegalArgumentException(
          "--label-smoothing: loss " + chosen.loss().name() + ", wanted cross-entropy");
    }
    return chosen.withLoss(new Loss.CrossEntropy(entropy.scale(), smoothing.get()));
  }

  private Settings chosen(Settings settings) {
    Loss loss = settings.loss();
    if (kind.isEmpty() && j.isEmpty()) {
      return settings;
    }
    return switch (kind.orElse(Kind.MAP)) {
      case MSE ->
          loss.isForPenalties()
              ? settings.withMeanSquaredError()
              : settings.withLoss(new Loss.OutputSquaredError(loss.scale()));
      case CROSS_ENTROPY ->
          settings.withLoss(new Loss.CrossEntropy(loss.isForPenalties() ? 1 : loss.scale()));
      case MAP -> {
        float given = loss instanceof Loss.MaximumAPosteriori map ? map.j() : Settings.J;
        yield settings.withMaximumAPosteriori(j.orElse(given));
      }
    };
  }

  /**
   * Returns the loss that was asked for, as its equation is printed: at scale 1.
   *
   * @param penalties whether it is for penalties
   */
  public Loss asPrinted(boolean penalties) {
    return switch (kind.orElse(penalties ? Kind.MAP : Kind.CROSS_ENTROPY)) {
      case MSE -> penalties ? new Loss.MeanSquaredError(1) : new Loss.OutputSquaredError(1);
      case MAP -> new Loss.MaximumAPosteriori(j.orElse(Settings.J), 1);
      case CROSS_ENTROPY -> new Loss.CrossEntropy(1);
    };
  }
}
