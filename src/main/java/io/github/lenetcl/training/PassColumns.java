package io.github.lenetcl.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What logs tell of a pass: its number, the mean loss and the error on the training samples during
 * it, the error on the test set after it (errors in per cent), the seconds of training, the
 * training samples per second, the smallest and largest effective step size, the rate at the pass's
 * end, and the error on the validation set after it.
 */
final class PassColumns {

  /** The names in their order; new ones come last. */
  static final List<String> NAMES =
      List.of(
          "pass",
          "loss",
          "training_error_percent",
          "test_error_percent",
          "seconds",
          "samples_per_second",
          "smallest_step",
          "largest_step",
          "rate",
          "validation_error_percent");

  private PassColumns() {}

  /** {@return the values as numbers in decimal, by their names; nothing where there is none} */
  static Map<String, Optional<String>> of(PassResult result, double rate) {
    List<Optional<String>> values =
        List.of(
            Optional.of(Integer.toString(result.pass())),
            Optional.of(format("%.6g", result.loss())),
            Optional.of(format("%.4f", 100 * result.trainingError())),
            result.testError().map(error -> format("%.4f", 100 * error)),
            Optional.of(format("%.3f", result.seconds())),
            Optional.of(format("%.1f", result.samplesPerSecond())),
            result.steps().map(steps -> format("%.3g", steps.smallest())),
            result.steps().map(steps -> format("%.3g", steps.largest())),
            Optional.of(format("%.4g", rate)),
            result.validationError().map(error -> format("%.4f", 100 * error)));
    Map<String, Optional<String>> columns = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      columns.put(NAMES.get(i), values.get(i));
    }
    return columns;
  }

  private static String format(String form, double value) {
    return String.format(Locale.ROOT, form, value);
  }
}
