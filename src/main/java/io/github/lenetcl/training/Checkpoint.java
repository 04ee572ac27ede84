package io.github.lenetcl.training;

import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A run between two updates: all that it takes to go on as if it had never stopped. What is drawn
 * in a pass follows from the seed and the pass, so no generator is kept.
 *
 * @param network what is trained
 * @param classes the names of the classes
 * @param scaling how grey levels become inputs
 * @param recipe how it is trained
 * @param seed the seed
 * @param data what {@link #fingerprint} gives for the training set
 * @param device the device's name: the same numbers come only from the same device
 * @param state where the run is; between two passes, the start of the second
 * @param parameters the flat parameter vector
 * @param curvature the second derivatives of the pass, or empty where it has not begun or the
 *     recipe uses none
 * @param velocity the running step of momentum, or empty where the recipe uses none
 * @param history the finished passes
 */
public record Checkpoint(
    Network network,
    List<String> classes,
    Scaling scaling,
    Recipe recipe,
    long seed,
    String data,
    String device,
    PassState state,
    float[] parameters,
    float[] curvature,
    float[] velocity,
    List<PassResult> history) {

  /** Copies the lists. */
  public Checkpoint {
    classes = List.copyOf(classes);
    history = List.copyOf(history);
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

  /** Refuses to go on with a run that is set otherwise, naming the first field that differs. */
  void requireSame(Trainer trainer, LabelledImages training) {
    require("network", network, trainer.network);
    require("classes", classes, training.classes());
    require("scaling", scaling, trainer.scaling);
    require("recipe", recipe.name(), trainer.recipe.name());
    Map<String, String> recorded = comparable(recipe);
    Map<String, String> wanted = comparable(trainer.recipe);
    recorded.forEach((name, value) -> require(name, value, wanted.getOrDefault(name, "not set")));
    require("seed", seed, trainer.seed);
    require("training data", data, fingerprint(training));
  }

  private static Map<String, String> comparable(Recipe recipe) {
    Map<String, String> settings = new LinkedHashMap<>(recipe.settings().describe());
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
