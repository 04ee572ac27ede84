package io.github.lenetcl.spark;

import io.github.lenetcl.evaluation.Answer;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a picture of one digit says, or why nothing.
 *
 * @param text the class; empty where there is a reason
 * @param confidence how likely that is right, 0 to 1
 * @param margin by how much the next penalty is larger
 * @param rubbish the probability that it is none of the classes, where the model tells
 * @param reason why nothing was recognised
 */
public record DigitAnswer(
    Optional<String> text,
    double confidence,
    double margin,
    OptionalDouble rubbish,
    Optional<String> reason) {

  static DigitAnswer of(Answer answer) {
    return new DigitAnswer(
        Optional.of(answer.name()),
        answer.confidence(),
        answer.margin(),
        answer.rubbish(),
        Optional.empty());
  }

  static DigitAnswer unread(String reason) {
    return new DigitAnswer(Optional.empty(), 0, 0, OptionalDouble.empty(), Optional.of(reason));
  }
}
