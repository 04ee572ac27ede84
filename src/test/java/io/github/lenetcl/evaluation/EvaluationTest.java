package io.github.lenetcl.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.evaluation.Evaluation.Mistake;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  private static final List<String> CLASSES = List.of("a", "b", "c");

  private static LabelledImages labelled(int... labels) {
    return new LabelledImages(1, 1, new byte[labels.length], labels, CLASSES);
  }

  private static List<Answer> answers(float[]... penalties) {
    return Stream.of(penalties)
        .map(
            own -> {
              int index = Answer.smallest(own);
              return new Answer(index, CLASSES.get(index), own, OptionalDouble.empty());
            })
        .toList();
  }

  @Test
  void countsAnswersAgainstLabels() {
    Evaluation evaluation =
        Evaluation.of(
            answers(
                new float[] {1, 2, 3},
                new float[] {1, 2, 3},
                new float[] {5, 1, 3},
                new float[] {9, 6, 2.5f}),
            labelled(0, 1, 1, 0));
    assertEquals(
        List.of(List.of(1, 0, 1), List.of(1, 1, 0), List.of(0, 0, 0)), evaluation.confusion());
    assertEquals(
        List.of(new Mistake(1, 1, 0, 1), new Mistake(3, 0, 2, 6.5f)), evaluation.mistakes());
    assertEquals(4, evaluation.samples());
    assertEquals(2, evaluation.errors());
    assertEquals(0.5, evaluation.errorRate());
    assertEquals(0.5, evaluation.errorRate(0));
    assertEquals(0, evaluation.errorRate(2), "no image of that class");
  }

  @Test
  void aTieIsAMistake() {
    Evaluation evaluation =
        Evaluation.of(
            answers(new float[] {2, 2, 3}, new float[] {2, 2, 3}, new float[] {2, 2, 3}),
            labelled(0, 1, 2));
    assertEquals(
        List.of(new Mistake(0, 0, 1, 0), new Mistake(1, 1, 0, 0), new Mistake(2, 2, 0, 1)),
        evaluation.mistakes());
  }

  @Test
  void aPenaltyThatIsNotANumberIsAMistake() {
    Evaluation evaluation = Evaluation.of(answers(new float[] {Float.NaN, 2, 3}), labelled(0));
    assertEquals(1, evaluation.errors());
  }

  @Test
  void anAnswerForEachImageIsWanted() {
    List<Answer> one = answers(new float[] {1, 2, 3});
    LabelledImages two = labelled(0, 1);
    assertThrows(IllegalArgumentException.class, () -> Evaluation.of(one, two));
    assertEquals(0, Evaluation.of(List.of(), labelled()).errorRate());
  }
}
