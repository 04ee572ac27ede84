package io.github.lenetcl.model.onnx;

import io.github.lenetcl.network.Scaling;
import java.util.Optional;

/** How grey levels become the inputs of a network of which only the graph is known. */
final class InputScaling {

  /** A graph that multiplies its input by less than this takes grey levels up to 255. */
  private static final double LEAST_FACTOR = 0.05;

  private InputScaling() {}

  /**
   * Returns the scaling.
   *
   * @param first the factor and shift that the graph begins with, if it does
   * @param type ONNX's number of the input's element type
   * @param given what the user has said of the graph's input
   */
  static Scaling of(Optional<Operation.Stretch> first, long type, Optional<Scaling.Levels> given) {
    double factor = first.map(stretch -> stretch.factor()[0]).orElse(1.0);
    double shift = first.map(stretch -> stretch.shift()[0]).orElse(0.0);
    boolean grey =
        type == TensorType.UINT8.number() || first.isPresent() && Math.abs(factor) < LEAST_FACTOR;
    Scaling.Levels before = given.orElseGet(() -> grey ? greys() : Scaling.unit());
    if (factor == 1 && shift == 0) {
      return before;
    }
    float[] levels = before.levels().clone();
    for (int grade = 0; grade < levels.length; grade++) {
      levels[grade] = (float) (factor * levels[grade] + shift);
    }
    return new Scaling.Levels("standard", levels);
  }

  private static Scaling.Levels greys() {
    float[] levels = new float[256];
    for (int grade = 0; grade < levels.length; grade++) {
      levels[grade] = grade;
    }
    return new Scaling.Levels("standard", levels);
  }
}
