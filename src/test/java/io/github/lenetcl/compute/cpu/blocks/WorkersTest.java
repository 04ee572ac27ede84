package io.github.lenetcl.compute.cpu.blocks;

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

  /** Whoever finds the helpers at work for another does its tasks alone. */
  @Test
  void severalCallersGetAllTheirTasksDone() throws InterruptedException {
    try (Workers workers = new Workers(3)) {
      AtomicIntegerArray runs = new AtomicIntegerArray(4);
      Thread[] callers = new Thread[4];
      for (int c = 0; c < callers.length; c++) {
        int caller = c;
        callers[c] =
            new Thread(
                () -> {
                  for (int round = 0; round < 2_000; round++) {
                    workers.run(7, task -> runs.incrementAndGet(caller));
                  }
                });
        callers[c].start();
      }
      for (int c = 0; c < callers.length; c++) {
        callers[c].join();
        assertEquals(14_000, runs.get(c));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void tasksAreToldADifferentWorkerEach(int threads) {
    try (Workers workers = new Workers(threads)) {
      AtomicIntegerArray busy = new AtomicIntegerArray(threads);
      workers.run(
          200,
          (task, worker) -> {
            assertEquals(1, busy.incrementAndGet(worker));
            Thread.yield();
            busy.decrementAndGet(worker);
          });
    }
  }

  @Test
  void sleepingHelpersAreWoken() throws InterruptedException {
    try (Workers workers = new Workers(2)) {
      for (int round = 0; round < 20; round++) {
        AtomicIntegerArray runs = new AtomicIntegerArray(2);
        workers.run(2, runs::incrementAndGet);
        assertEquals(2, runs.get(0) + runs.get(1));
        Thread.sleep(2);
      }
    }
  }
}
