package io.github.lenetcl.evaluation;

import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.OutputMeaning;
import io.github.lenetcl.network.Loss;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Makes answers of what a network gave.
 *
 * @param model the network and its classes
 * @param meaning what its outputs say
 */
record OutputReading(Model model, OutputMeaning meaning) {

  static OutputReading of(Model model) {
    return new OutputReading(model, OutputMeaning.of(model));
  }

  /** {@return whether there are probabilities of the classes} */
  boolean hasProbabilities() {
    return meaning.hasProbabilities();
  }

  /**
   * {@return the answer to one sample}
   *
   * @param outputs what the network gave
   */
  Answer answer(float[] outputs) {
    double[] penalties = meaning.penalties(outputs);
    float[] rounded = new float[penalties.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) penalties[i];
    }
    int index = Answer.smallest(rounded);
    String name = model.classes().get(index);
    return new Answer(index, name, rounded, probabilities(outputs, penalties), rubbish(outputs));
  }

  private Optional<float[]> probabilities(float[] outputs, double[] penalties) {
    if (meaning == OutputMeaning.PROBABILITIES) {
      return Optional.of(outputs);
    }
    if (meaning != OutputMeaning.LOGITS) {
      return Optional.empty();
    }
    float[] p = new float[penalties.length];
    for (int i = 0; i < p.length; i++) {
      p[i] = (float) Math.exp(-penalties[i]);
    }
    return Optional.of(p);
  }

  private OptionalDouble rubbish(float... outputs) {
    return model.provenance().loss().stream()
        .filter(Loss.MaximumAPosteriori.class::isInstance)
        .mapToDouble(loss -> Answer.rubbish(((Loss.MaximumAPosteriori) loss).j(), outputs))
        .findFirst();
  }
}
