package io.github.lenetcl.cli;

import io.github.lenetcl.network.Loss;
import io.github.lenetcl.training.Settings;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options {@code --loss} and {@code --j}. */
final class LossOptions {

  @Option(
      names = "--loss",
      paramLabel = "map|mse",
      description = "Equation (9), maximum a posteriori, or equation (8), mean squared error.")
  private Optional<Kind> kind = Optional.empty();

  @Option(
      names = "--j",
      paramLabel = "X",
      converter = Numbers.PositiveFloat.class,
      description = "The penalty j of the rubbish class in equation (9), above 0.")
  private Optional<Float> j = Optional.empty();

  /** Names as users write them. */
  private enum Kind {
    MAP,
    MSE
  }

  /** Returns settings with the loss that was asked for, if any, at the scale that they have. */
  Settings applyTo(Settings settings) {
    if (kind.orElse(Kind.MAP) == Kind.MSE) {
      return settings.withMeanSquaredError();
    }
    if (kind.isEmpty() && j.isEmpty()) {
      return settings;
    }
    float given = settings.loss() instanceof Loss.MaximumAPosteriori map ? map.j() : Settings.J;
    return settings.withMaximumAPosteriori(j.orElse(given));
  }

  /** Returns the loss that was asked for, as its equation is printed: at scale 1. */
  Loss asPrinted() {
    return kind.orElse(Kind.MAP) == Kind.MSE
        ? new Loss.MeanSquaredError(1)
        : new Loss.MaximumAPosteriori(j.orElse(Settings.J), 1);
  }
}
