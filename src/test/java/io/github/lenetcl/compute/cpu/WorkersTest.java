package io.github.lenetcl.compute.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void everyTaskRunsOnce(int threads) {
    try (Workers workers = new Workers(threads)) {
      for (int count : new int[] {0, 1, 2, 100}) {
        AtomicIntegerArray runs = new AtomicIntegerArray(count);
        workers.run(count, runs::incrementAndGet);
        for (int i = 0; i < count; i++) {
          assertEquals(1, runs.get(i));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void aFailureIsThrownOnAndTheWorkersGoOn(int threads) {
    try (Workers workers = new Workers(threads)) {
      IllegalStateException thrown =
          assertThrows(
              IllegalStateException.class,
              () ->
                  workers.run(
                      20,
                      task -> {
                        throw new IllegalStateException("task " + task);
                      }));
      assertTrue(thrown.getMessage().startsWith("task "));
      everyTaskRunsOnce(threads);
    }
  }

  @Test
  void anInterruptIsKept() {
    try (Workers workers = new Workers(2)) {
      Thread.currentThread().interrupt();
      workers.run(4, task -> {});
      assertTrue(Thread.interrupted());
    }
  }
}
