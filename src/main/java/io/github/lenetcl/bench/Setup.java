package io.github.lenetcl.bench;

import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.training.Preset;
import java.util.List;

/**
 * What is to be measured.
 *
 * @param preset the network, and how it is trained
 * @param data what the images are called in the report
 * @param images images that the network knows the classes of; they are used again and again
 * @param mode what is timed, anything but {@link Mode#START}
 * @param batches samples for each update or pass, each at least 1
 * @param timing how long
 */
public record Setup(
    Preset preset,
    String data,
    LabelledImages images,
    Mode mode,
    List<Integer> batches,
    Timing timing) {

  /** Checks the batches and the scaling, and keeps a copy. */
  public Setup {
    batches = List.copyOf(batches);
    if (batches.isEmpty() || batches.stream().anyMatch(batch -> batch < 1)) {
      throw new IllegalArgumentException("batches " + batches + ", wanted some of at least 1");
    }
    if (!(preset.scaling() instanceof Scaling.Levels)) {
      throw new IllegalArgumentException("a scaling pixel by pixel, wanted one by grey levels");
    }
    if (images.count() < 1) {
      throw new IllegalArgumentException("no images, wanted at least one");
    }
  }

  Scaling.Levels scaling() {
    return (Scaling.Levels) preset.scaling();
  }
}
