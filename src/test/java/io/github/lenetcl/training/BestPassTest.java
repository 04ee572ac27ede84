package io.github.lenetcl.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Tally;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BestPassTest {
  private static PassResult pass(int pass, int errors, double loss) {
    Tally validation = new Tally(100, loss, errors, -1);
    return new PassResult(
        pass, Tally.NONE, Optional.empty(), 1, Optional.empty(), Optional.of(validation));
  }

  private static int best(BestPass looking) {
    return looking.result().orElseThrow().pass();
  }

  @Test
  void theFewestErrorsWinThenTheLeastLoss() {
    BestPass looking = new BestPass(OptionalInt.empty());
    looking.passFinished(pass(1, 9, 5));
    looking.passFinished(pass(2, 7, 6));
    looking.passFinished(pass(3, 8, 1));
    assertEquals(2, best(looking));
    looking.passFinished(pass(4, 7, 5.5));
    assertEquals(4, best(looking));
    looking.passFinished(pass(5, 7, 5.5));
    assertEquals(4, best(looking), "the first of equals");
    assertFalse(looking.stopRequested());
  }

  @Test
  void endsWhereNothingIsBetterForAsLongAsItWaits() {
    BestPass looking = new BestPass(OptionalInt.of(2));
    looking.passFinished(pass(1, 9, 5));
    looking.passFinished(pass(2, 9, 6));
    assertFalse(looking.stopRequested());
    looking.passFinished(pass(3, 8, 5));
    looking.passFinished(pass(4, 8, 5));
    assertFalse(looking.stopRequested());
    looking.passFinished(pass(5, 9, 5));
    assertTrue(looking.stopRequested());
    assertEquals(3, best(looking));
    assertThrows(IllegalArgumentException.class, () -> new BestPass(OptionalInt.of(0)));
  }
}
