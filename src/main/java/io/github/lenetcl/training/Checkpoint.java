package io.github.lenetcl.training;

import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.network.Scaling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A run between two updates: all that it takes to go on as if it had never stopped. What is drawn
 * in a pass follows from the seed and the pass, so no generator is kept. A checkpoint's file is a
 * model file too.
 *
 * @param model the network as trained so far
 * @param recipe how it is trained
 * @param seed the seed
 * @param data what {@link #fingerprint} gives for the training set
 * @param device the device's name: the same numbers come only from the same device
 * @param state where the run is; between two passes, the start of the second
 * @param curvature the second derivatives of the pass, or empty where it has not begun or the
 *     recipe uses none
 * @param velocity the running step of momentum, the running mean of Adam, or empty where the recipe
 *     uses none
 * @param squares the running mean of squares of Adam, or empty where the recipe uses none
 * @param history the finished passes
 */
public record Checkpoint(
    Model model,
    Recipe recipe,
    long seed,
    String data,
    String device,
    PassState state,
    float[] curvature,
    float[] velocity,
    float[] squares,
    List<PassResult> history) {

  /** Copies the list. */
  public Checkpoint {
    history = List.copyOf(history);
  }

  /** {@return whether a device computes what this was computed by: on any number of threads} */
  boolean goesOnBitForBit(DeviceInfo other) {
    return withoutThreads(device).equals(withoutThreads(other.name()));
  }

  private static String withoutThreads(String device) {
    return device.replaceFirst("^\\d+ threads?, ", "");
  }

  /**
   * {@return a text that tells one training set from another}
   *
   * @param images the training set
   */
  public static String fingerprint(LabelledImages images) {
    CRC32C sum = new CRC32C();
    sum.update(images.pixels());
    for (int label : images.labels()) {
      sum.update(label);
    }
    return "%d images of %dx%d, CRC-32C %08x"
        .formatted(images.count(), images.height(), images.width(), sum.getValue());
  }

  /**
   * Writes this checkpoint, beside the file first and moved into place when it is whole.
   *
   * @param file the file
   * @throws IOException if it cannot be written; an old file is untouched then
   */
  public void write(Path file) throws IOException {
    CheckpointFile.write(file, this);
  }

  /**
   * {@return the checkpoint of a file}
   *
   * @param file the file
   * @throws BadInputException if there is no such file or if it holds no checkpoint, saying why
   * @throws IOException if it cannot be read
   */
  public static Checkpoint read(Path file) throws IOException {
    return CheckpointFile.read(file);
  }

  /** Refuses to go on with a run that is set otherwise, naming the first field that differs. */
  void requireSame(Trainer trainer, LabelledImages training) {
    require("classes", model.classes(), training.classes());
    if (!model.network().equals(trainer.networkFor(training))) {
      throw new IllegalArgumentException(
          "the checkpoint's network is not this run's: its layers, connections or centres differ");
    }
    if (!model.scaling().equals(trainer.scaling)) {
      require("scaling", name(model.scaling()), "another, " + name(trainer.scaling));
    }
    require("recipe", recipe.name(), trainer.recipe.name());
    requireExtendable(trainer.recipe.settings().passes());
    Map<String, String> recorded = comparable(recipe);
    Map<String, String> wanted = comparable(trainer.recipe);
    recorded.forEach((name, value) -> require(name, value, wanted.getOrDefault(name, "not set")));
    require("seed", seed, trainer.seed);
    require("training data", data, fingerprint(training));
    int batch = recipe.settings().batch();
    if (state.done() >= training.count() || state.done() % batch != 0) {
      throw new IllegalArgumentException(
          "the checkpoint is at sample %d of a pass, wanted a multiple of %d below %d"
              .formatted(state.done(), batch, training.count()));
    }
  }

  /** Where the rate depends on the number of passes, more of them are another run. */
  private void requireExtendable(int wanted) {
    int passes = recipe.settings().passes();
    if (!recipe.extendable() && wanted != passes) {
      throw new IllegalArgumentException(
          ("the checkpoint's run has %d passes, and recipe %s lays its rate over all of them, so that"
                  + " it cannot go on to %d; train anew, or start from the model (--init) with as many"
                  + " passes as are to come")
              .formatted(passes, recipe.name(), wanted));
    }
  }

  private static String name(Scaling scaling) {
    return scaling instanceof Scaling.Levels levels ? levels.name() : "per pixel";
  }

  private static Map<String, String> comparable(Recipe recipe) {
    Map<String, String> settings = new LinkedHashMap<>(recipe.describe());
    if (recipe.extendable()) {
      settings.remove("passes");
    }
    return settings;
  }

  private static void require(String field, Object recorded, Object wanted) {
    if (!recorded.equals(wanted)) {
      throw new IllegalArgumentException(
          "the checkpoint's %s is %s, this run's is %s".formatted(field, recorded, wanted));
    }
  }
}
