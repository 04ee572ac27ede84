package io.github.lenetcl.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lenetcl.evaluation.RejectionCurve.Point;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RejectionCurveTest {

  private static final RejectionCurve CURVE =
      RejectionCurve.of(List.of(0.1, 0.9, 0.5, 0.5, 0.2), List.of(false, true, false, true, false));

  @Test
  void rejectsTheMostDoubtfulFirstAndEqualsTogether() {
    assertEquals(
        List.of(
            new Point(0, 2 / 5.0), new Point(0.2, 1 / 4.0), new Point(0.6, 0), new Point(0.8, 0)),
        CURVE.points());
  }

  @Test
  void tellsTheErrorAtARejectionAndTheRejectionForAnError() {
    assertEquals(0.4, CURVE.errorAt(0.19));
    assertEquals(0.25, CURVE.errorAt(0.2));
    assertEquals(0.25, CURVE.errorAt(0.59));
    assertEquals(OptionalDouble.of(0), CURVE.rejectionFor(0.4));
    assertEquals(OptionalDouble.of(0.6), CURVE.rejectionFor(0.1));
    RejectionCurve wrong = RejectionCurve.of(List.of(1.0), List.of(true));
    assertEquals(OptionalDouble.empty(), wrong.rejectionFor(0.5));
  }

  @Test
  void wantsADoubtForEachAnswer() {
    assertThrows(IllegalArgumentException.class, () -> RejectionCurve.of(List.of(1.0), List.of()));
  }
}
