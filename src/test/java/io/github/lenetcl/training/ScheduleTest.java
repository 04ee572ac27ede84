package io.github.lenetcl.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rates at places of a run that one can tell by hand. */
class ScheduleTest {

  @Test
  void constant() {
    Schedule schedule = new Schedule.Constant(0.1f);
    assertEquals(0.1f, schedule.rate(1, 0, 100, 20));
    assertEquals(0.1f, schedule.rate(20, 99, 100, 20));
  }

  @Test
  void stepsFallAtTheBeginningOfAPass() {
    Schedule schedule = new Schedule.Step(0.8f, 0.5f, 2);
    assertEquals(0.8f, schedule.rate(2, 99, 100, 20));
    assertEquals(0.4f, schedule.rate(3, 0, 100, 20));
    assertEquals(0.2f, schedule.rate(6, 0, 100, 20));
  }

  @Test
  void cosine() {
    Schedule schedule = new Schedule.Cosine(1, 0.2f);
    assertEquals(1, schedule.rate(0, 8));
    assertEquals(0.6f, schedule.rate(4, 8), 1e-7);
    assertEquals(0.2f, schedule.rate(8, 8), 1e-7);
    assertEquals(0.2 + 0.8 * (1 + Math.sqrt(0.5)) / 2, schedule.rate(2, 8), 1e-7);
  }

  @Test
  void oneCycle() {
    Schedule schedule = new Schedule.OneCycle(1);
    assertEquals(0.02f, schedule.rate(0, 10));
    assertEquals(0.51f, schedule.rate(0.5, 10), 1e-6);
    assertEquals(1, schedule.rate(1, 10));
    assertEquals(0.51f, schedule.rate(5.5, 10), 1e-6);
    assertEquals(0.02f, schedule.rate(10, 10), 1e-6);
  }

  @Test
  void warmUpLeavesTheRestToAnother() {
    Schedule schedule = new Schedule.WarmUp(2, new Schedule.Cosine(1, 0));
    assertEquals(0.25f, schedule.rate(0.5, 10));
    assertEquals(1, schedule.rate(2, 10));
    assertEquals(0.5f, schedule.rate(6, 10), 1e-7);
    assertEquals(0, schedule.rate(10, 10), 1e-7);
  }

  @Test
  void ratesAreHeldForAFiftiethOfAPass() {
    Schedule schedule = new Schedule.Cosine(1, 0);
    assertEquals(schedule.rate(1, 0, 5000, 2), schedule.rate(1, 99, 5000, 2));
    assertTrue(schedule.rate(1, 100, 5000, 2) < schedule.rate(1, 99, 5000, 2));
    assertEquals(
        Schedule.HOLDS,
        IntStream.range(0, 5000).mapToObj(i -> schedule.rate(1, i, 5000, 2)).distinct().count());
  }

  @Test
  void onlyThoseOverPassesOfTheirOwnCanBeExtended() {
    assertTrue(new Schedule.Step(1, 0.5f, 1).extendable());
    assertTrue(new Schedule.WarmUp(1, new Schedule.Constant(1)).extendable());
    assertFalse(new Schedule.WarmUp(1, new Schedule.OneCycle(1)).extendable());
  }

  @Test
  void refusesWhatIsNoRate() {
    List<Runnable> wrong =
        List.of(
            () -> new Schedule.Constant(0),
            () -> new Schedule.Constant(Float.NaN),
            () -> new Schedule.Step(1, -1, 1),
            () -> new Schedule.Step(1, 0.5f, 0),
            () -> new Schedule.Cosine(1, -0.1f),
            () -> new Schedule.OneCycle(-1),
            () -> new Schedule.WarmUp(0, new Schedule.Constant(1)));
    wrong.forEach(each -> assertThrows(IllegalArgumentException.class, each::run));
  }
}
