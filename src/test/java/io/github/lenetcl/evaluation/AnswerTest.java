package io.github.lenetcl.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class AnswerTest {

  private static Answer answer(float... penalties) {
    int smallest = Answer.smallest(penalties);
    return new Answer(smallest, "class " + smallest, penalties, OptionalDouble.empty());
  }

  @Test
  void theMarginIsTheWayToTheSecond() {
    assertEquals(3, answer(9, 2, 5, 7).margin());
    assertEquals(1, answer(9, 2, 5, 7).index());
    assertEquals(0, answer(4, 2, 2).margin());
    assertEquals(Float.POSITIVE_INFINITY, answer(4).margin());
  }

  @Test
  void rubbishIsAClassOfPenaltyJ() {
    // e^−1 / (e^−1 + e^−2 + e^−3)
    double expected = Math.exp(-1) / (Math.exp(-1) + Math.exp(-2) + Math.exp(-3));
    assertEquals(expected, Answer.rubbish(1, new float[] {2, 3}), 1e-15);
    assertEquals(1, Answer.rubbish(1, new float[] {1000, 2000}), 1e-15);
    assertEquals(0, Answer.rubbish(2000, new float[] {1000, 1000}), 1e-15);
    assertEquals(0.5, Answer.rubbish(1000, new float[] {1000}), 1e-15);
  }

  @Test
  void answersAreValues() {
    float[] penalties = {3, 1};
    Answer one = answer(penalties);
    penalties[0] = 0;
    one.penalties()[1] = 0;
    assertArrayEquals(new float[] {3, 1}, one.penalties());
    assertEquals(answer(3, 1), one);
    assertEquals(answer(3, 1).hashCode(), one.hashCode());
    assertNotEquals(answer(3, 2), one);
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> new Answer(2, "none", new float[2], OptionalDouble.empty()));
  }
}
