package io.github.lenetcl.training;

import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.model.NamedTensor;
import io.github.lenetcl.model.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * Checkpoints as files: a model file with the state of its training beside it. Numbers stand in
 * tensors of double precision, so that they come back as they were; a pass is a row of {@link
 * #COLUMNS} of them.
 */
final class CheckpointFile {

  private static final String PREFIX = Models.CHECKPOINT_PREFIX;
  private static final String SETTING = PREFIX + "setting.";
  private static final String RECIPE = PREFIX + "recipe";
  private static final String SEED = PREFIX + "seed";
  private static final String DATA = PREFIX + "data";
  private static final String DEVICE = PREFIX + "device";
  private static final String STATE = PREFIX + "state";
  private static final String HISTORY = PREFIX + "history";
  private static final String VALIDATION = PREFIX + "validation";
  private static final String CURVATURE = PREFIX + "curvature";
  private static final String VELOCITY = PREFIX + "velocity";
  private static final String SQUARES = PREFIX + "squares";

  /** Pass, samples done, seconds, loss and errors: a pass that is not finished. */
  private static final int STATE_COLUMNS = 5;

  /**
   * Pass, training samples, loss, errors, seconds; test samples (0: none), loss, errors; smallest
   * and largest step (0: none).
   */
  private static final int COLUMNS = 10;

  /** Validation samples (0: none), loss, errors. */
  private static final int VALIDATION_COLUMNS = 3;

  private CheckpointFile() {}

  static void write(Path file, Checkpoint checkpoint) throws IOException {
    Map<String, String> strings = new TreeMap<>();
    strings.put(RECIPE, checkpoint.recipe().name());
    strings.put(SEED, Long.toString(checkpoint.seed()));
    strings.put(DATA, checkpoint.data());
    strings.put(DEVICE, checkpoint.device());
    checkpoint.recipe().describe().forEach((name, value) -> strings.put(SETTING + name, value));

    PassState state = checkpoint.state();
    double[] now = {
      state.pass(), state.done(), state.seconds(), state.tally().loss(), state.tally().errors()
    };
    double[] history =
        checkpoint.history().stream().flatMapToDouble(pass -> Arrays.stream(row(pass))).toArray();
    List<NamedTensor> tensors = new ArrayList<>();
    tensors.add(NamedTensor.of(STATE, now, STATE_COLUMNS));
    tensors.add(NamedTensor.of(HISTORY, history, checkpoint.history().size(), COLUMNS));
    double[] validation =
        checkpoint.history().stream()
            .map(pass -> pass.validation().orElse(Tally.NONE))
            .flatMapToDouble(set -> DoubleStream.of(set.samples(), set.loss(), set.errors()))
            .toArray();
    tensors.add(
        NamedTensor.of(VALIDATION, validation, checkpoint.history().size(), VALIDATION_COLUMNS));
    float[] curvature = checkpoint.curvature();
    tensors.add(NamedTensor.of(CURVATURE, curvature, curvature.length));
    float[] velocity = checkpoint.velocity();
    tensors.add(NamedTensor.of(VELOCITY, velocity, velocity.length));
    float[] squares = checkpoint.squares();
    tensors.add(NamedTensor.of(SQUARES, squares, squares.length));
    Models.save(file, checkpoint.model(), strings, tensors);
  }

  static Checkpoint read(Path path) throws IOException {
    SafetensorsFile file = SafetensorsFile.read(path);
    Model model = Models.of(file);
    if (!file.metadata().containsKey(RECIPE)) {
      throw new BadInputException(
          path + ": a model without the state of its training, wanted a" + " checkpoint");
    }
    double[] now = file.doubles(STATE, STATE_COLUMNS);
    int done = count(file, STATE, now[1], 0);
    Tally tally = new Tally(done, now[3], count(file, STATE, now[4], 0), -1);
    return new Checkpoint(
        model,
        recipe(file),
        seed(file),
        string(file, DATA),
        string(file, DEVICE),
        new PassState(count(file, STATE, now[0], 1), done, tally, now[2]),
        vector(file, CURVATURE, model),
        vector(file, VELOCITY, model),
        vector(file, SQUARES, model),
        history(file));
  }

  private static Recipe recipe(SafetensorsFile file) throws BadInputException {
    Map<String, String> settings = new TreeMap<>();
    file.metadata()
        .forEach(
            (key, value) -> {
              if (key.startsWith(SETTING)) {
                settings.put(key.substring(SETTING.length()), value);
              }
            });
    try {
      return Recipe.named(string(file, RECIPE)).described(settings);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(file.name() + ": " + e.getMessage(), e);
    }
  }

  private static long seed(SafetensorsFile file) throws BadInputException {
    String text = string(file, SEED);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw BadInputException.of(file.name(), SEED, text, "an integer of 64 bits");
    }
  }

  private static String string(SafetensorsFile file, String name) throws BadInputException {
    return Optional.ofNullable(file.metadata().get(name))
        .orElseThrow(() -> BadInputException.of(file.name(), name, "absent", "a text"));
  }

  /** A vector of the network, or an empty one. */
  private static float[] vector(SafetensorsFile file, String name, Model model)
      throws BadInputException {
    boolean empty = file.find(name).map(NamedTensor::size).orElse(0) == 0;
    return empty ? new float[0] : file.floats(name, model.network().parameterCount());
  }

  private static List<PassResult> history(SafetensorsFile file) throws BadInputException {
    int passes = file.find(HISTORY).map(tensor -> tensor.size() / COLUMNS).orElse(0);
    double[] values = file.doubles(HISTORY, passes, COLUMNS);
    // Checkpoints of older editions have none.
    double[] validation =
        file.find(VALIDATION).isPresent()
            ? file.doubles(VALIDATION, passes, VALIDATION_COLUMNS)
            : new double[passes * VALIDATION_COLUMNS];
    List<PassResult> history = new ArrayList<>();
    for (int pass = 0; pass < passes; pass++) {
      int at = pass * COLUMNS;
      Optional<StepSizes> steps =
          values[at + 9] == 0
              ? Optional.empty()
              : Optional.of(new StepSizes(values[at + 8], values[at + 9]));
      history.add(
          new PassResult(
              count(file, HISTORY, values[at], 1),
              tally(file, HISTORY, values, at + 1),
              tallyIfAny(file, HISTORY, values, at + 5),
              values[at + 4],
              steps,
              tallyIfAny(file, VALIDATION, validation, pass * VALIDATION_COLUMNS)));
    }
    return history;
  }

  private static double[] row(PassResult pass) {
    Tally training = pass.training();
    Tally test = pass.test().orElse(Tally.NONE);
    StepSizes steps = pass.steps().orElse(new StepSizes(0, 0));
    return new double[] {
      pass.pass(),
      training.samples(),
      training.loss(),
      training.errors(),
      pass.seconds(),
      test.samples(),
      test.loss(),
      test.errors(),
      steps.smallest(),
      steps.largest()
    };
  }

  private static Optional<Tally> tallyIfAny(
      SafetensorsFile file, String tensor, double[] values, int at) throws BadInputException {
    return values[at] == 0 ? Optional.empty() : Optional.of(tally(file, tensor, values, at));
  }

  /** Samples, loss, errors. */
  private static Tally tally(SafetensorsFile file, String tensor, double[] values, int at)
      throws BadInputException {
    int samples = count(file, tensor, values[at], 0);
    return new Tally(samples, values[at + 1], count(file, tensor, values[at + 2], 0), -1);
  }

  private static int count(SafetensorsFile file, String tensor, double value, int least)
      throws BadInputException {
    if (value != Math.rint(value) || value < least || value > Integer.MAX_VALUE) {
      throw BadInputException.of(
          file.name() + ": tensor " + tensor, "a count", value, "an integer from " + least);
    }
    return (int) value;
  }
}
