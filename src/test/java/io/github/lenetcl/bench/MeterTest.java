package io.github.lenetcl.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeterTest {

  /** A window that any piece fills. */
  private static final Timing SHORTEST = new Timing(Duration.ZERO, 3, Duration.ofNanos(1));

  @Test
  void windowsAreTakenInTurns() {
    List<String> calls = new ArrayList<>();
    List<Rates> rates =
        Meter.inTurns(
            List.of(new Meter(named("A", calls)), new Meter(named("B", calls))), SHORTEST);
    List<String> windows = calls.subList(calls.size() - 6, calls.size());
    assertEquals(List.of("A", "B", "A", "B", "A", "B"), windows);
    assertEquals(3, rates.get(0).windows().size());
    assertTrue(rates.get(1).least() > 0);
  }

  private static Piece named(String name, List<String> calls) {
    return size -> {
      calls.add(name);
      return size;
    };
  }

  @Test
  void piecesGrowNoLargerThanTheyMay() {
    List<Integer> sizes = new ArrayList<>();
    Piece quick =
        new Piece() {
          @Override
          public double run(int size) {
            sizes.add(size);
            return size;
          }

          @Override
          public int largest() {
            return 11;
          }
        };
    new Meter(quick).warmUp(Duration.ZERO, Duration.ofDays(1));
    assertEquals(List.of(1, 2, 4, 8), sizes.stream().distinct().toList());
  }

  @Test
  void warmingUpEndsWhenItGetsNoFaster() {
    List<Double> rates = new ArrayList<>(List.of(1.0, 2.0, 4.0, 4.1, 9.0));
    WarmUp.untilNoFaster(() -> rates.remove(0));
    assertEquals(List.of(9.0), rates);
  }

  @Test
  void warmingUpEndsAtLast() {
    double[] rate = {1};
    WarmUp.untilNoFaster(() -> rate[0] *= 2);
    assertTrue(Double.isFinite(rate[0]));
  }

  @Test
  void aWindowMustLast() {
    assertThrows(IllegalArgumentException.class, () -> new Timing(Duration.ZERO, 1, Duration.ZERO));
    assertThrows(
        IllegalArgumentException.class, () -> new Timing(Duration.ZERO, 0, Duration.ofNanos(1)));
  }
}
