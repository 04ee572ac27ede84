package io.github.lenetcl.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatesTest {

  @Test
  void theMedianOfAnOddNumberIsTheMiddleOne() {
    assertEquals(new Rates(3, 1, 9, List.of(9.0, 1.0, 3.0)), Rates.of(9, 1, 3));
  }

  @Test
  void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
    assertEquals(2.5, Rates.of(4, 1, 100, 1).median());
    assertEquals(7, Rates.of(7).median());
  }

  @Test
  void aRatioIsTakenWindowByWindow() {
    // The machine halved its speed in the second window: the ratio does not see it.
    Rates ratio = Rates.of(20, 10, 21).ratioTo(Rates.of(10, 5, 10));
    assertEquals(2, ratio.median());
    assertEquals(2, ratio.least());
    assertEquals(2.1, ratio.most());
    assertThrows(IllegalArgumentException.class, () -> Rates.of(1).ratioTo(Rates.of(1, 2)));
  }

  @Test
  void latenciesAreToldInMicrosecondsByRank() {
    long[] nanos = new long[200];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = 1000L * (200 - i);
    }
    assertEquals(new Latency("cpu", 100, 198, 1, 200), Latency.of("cpu", nanos));
    assertEquals(new Latency("cpu", 5, 5, 5, 1), Latency.of("cpu", new long[] {5000}));
  }
}
