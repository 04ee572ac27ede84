package io.github.lenetcl.cli.train;

import io.github.lenetcl.cli.terminal.Numbers;
import io.github.lenetcl.data.DataSplit;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.data.Resampled;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What a run is chosen and ended by, and how much each class counts. */
final class ValidationOptions {

  @Option(
      names = "--validation-split",
      paramLabel = "PART",
      converter = Numbers.PositiveFloat.class,
      description = {
        "Train without this part of the training images, above 0 and below 1, of each class alike,"
            + " drawn by the seed, and evaluate it after each pass: the model of the pass that"
            + " misreads the fewest of them is kept. Data with a validation folder needs none."
      })
  private Optional<Float> part = Optional.empty();

  @Option(
      names = "--early-stopping",
      paramLabel = "N",
      converter = Numbers.Count.class,
      description = "End after N passes none of which was better on the validation images.")
  private Optional<Integer> patience = Optional.empty();

  @Option(
      names = "--keep-last",
      description = "Keep the model of the last pass, not that of the best on validation images.")
  private boolean keepLast;

  @Option(
      names = "--class-weights",
      paramLabel = "balanced|CLASS=W,...",
      description = {
        "How much each class counts: all alike (balanced), or those named W times, the others once."
            + " Images are repeated so often, fractions by a draw; weights below 1 leave some out."
      })
  private Optional<String> weights = Optional.empty();

  /** Returns the data with a part kept for validation, and its classes weighted. */
  DataSplit applyTo(DataSplit split, long seed, CommandSpec spec) {
    DataSplit result = split;
    try {
      if (part.isPresent()) {
        if (split.validation().isPresent()) {
          throw new IllegalArgumentException(
              "the data has validation images, wanted no --validation-split");
        }
        List<LabelledImages> parts =
            Resampled.split(split.training(), Double.parseDouble(part.get().toString()), seed);
        result = new DataSplit(parts.get(0), split.test(), Optional.of(parts.get(1)));
      }
      if (patience.isPresent() && result.validation().isEmpty()) {
        throw new IllegalArgumentException(
            "--early-stopping without validation images, wanted --validation-split or a folder"
                + " called validation");
      }
      if (weights.isPresent()) {
        double[] each = weights(result.training(), weights.get());
        LabelledImages weighted = Resampled.weighted(result.training(), each, seed);
        result = new DataSplit(weighted, result.test(), result.validation());
      }
      return result;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static double[] weights(LabelledImages images, String text) {
    if (text.equals("balanced")) {
      return Resampled.balance(images);
    }
    double[] weights = new double[images.classes().size()];
    java.util.Arrays.fill(weights, 1);
    for (String each : text.split(",")) {
      int equals = each.lastIndexOf('=');
      int label = equals < 0 ? -1 : images.classes().indexOf(each.substring(0, equals));
      if (label < 0) {
        throw new IllegalArgumentException(
            "--class-weights: found '"
                + each
                + "', wanted balanced, or CLASS=WEIGHT with one of "
                + images.classes());
      }
      try {
        weights[label] = Double.parseDouble(each.substring(equals + 1));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "--class-weights: found '" + each + "', wanted a number behind =", e);
      }
    }
    return weights;
  }

  OptionalInt patience() {
    return patience.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  boolean keepsBest() {
    return !keepLast;
  }
}
