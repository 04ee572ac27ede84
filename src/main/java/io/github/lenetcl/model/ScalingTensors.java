package io.github.lenetcl.model;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.network.Scaling;
import java.util.List;
import java.util.Map;

/**
 * The scaling of the input in a model file: its name, and its numbers as tensors wherever the name
 * alone does not fix them, so that it comes back bit for bit.
 */
final class ScalingTensors {

  private static final String PER_PIXEL = "per-pixel";
  private static final String LEVELS = "scaling.levels";
  private static final String MEAN = "scaling.mean";
  private static final String FACTOR = "scaling.factor";

  /** The scalings that their names fix. */
  private static final Map<String, Scaling> NAMED =
      Map.of("paper", Scaling.paper(), "unit", Scaling.unit(), "ink", Scaling.ink());

  private ScalingTensors() {}

  static String name(Scaling scaling) {
    return scaling instanceof Scaling.Levels levels ? levels.name() : PER_PIXEL;
  }

  static List<NamedTensor> of(Scaling scaling) {
    if (scaling instanceof Scaling.PerPixel pixels) {
      return List.of(
          NamedTensor.of(MEAN, pixels.mean(), pixels.mean().length),
          NamedTensor.of(FACTOR, pixels.factor(), pixels.factor().length));
    }
    Scaling.Levels levels = (Scaling.Levels) scaling;
    if (levels.name().equals(PER_PIXEL)) {
      throw new IllegalArgumentException("scaling by levels is named " + PER_PIXEL);
    }
    return levels.equals(NAMED.get(levels.name()))
        ? List.of()
        : List.of(NamedTensor.of(LEVELS, levels.levels(), levels.levels().length));
  }

  /** The names of the tensors that a file with this scaling may hold. */
  static List<String> tensorNames(Scaling scaling) {
    return scaling instanceof Scaling.PerPixel ? List.of(MEAN, FACTOR) : List.of(LEVELS);
  }

  static Scaling read(String name, SafetensorsFile file) throws BadInputException {
    if (name.equals(PER_PIXEL)) {
      int pixels = file.find(MEAN).map(NamedTensor::size).orElse(0);
      return new Scaling.PerPixel(file.floats(MEAN, pixels), file.floats(FACTOR, pixels));
    }
    if (file.find(LEVELS).isPresent()) {
      return new Scaling.Levels(name, file.floats(LEVELS, 256));
    }
    if (NAMED.containsKey(name)) {
      return NAMED.get(name);
    }
    throw BadInputException.of(
        file.name(),
        "scaling",
        Json.quote(name),
        "paper, unit, ink, " + PER_PIXEL + " or a tensor " + LEVELS);
  }
}
