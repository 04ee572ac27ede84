package io.github.lenetcl.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BatcherTest {

  private static List<Integer> work(List<Integer> batch) {
    if (batch.contains(0)) {
      throw new StackOverflowError();
    }
    return batch;
  }

  /** Whatever goes wrong with one item, those that follow are answered. */
  @Test
  void goesOnAfterErrorsOfEveryKind() throws Exception {
    try (Batcher<Integer, Integer> batcher =
        new Batcher<>("test", 4, Duration.ofMillis(1), BatcherTest::work, size -> {})) {
      for (int item : new int[] {1, 0, 2}) {
        batcher.announce();
        var answer = batcher.submit(item);
        if (item == 0) {
          var e = assertThrows(ExecutionException.class, () -> answer.get(9, TimeUnit.SECONDS));
          assertInstanceOf(StackOverflowError.class, e.getCause());
        } else {
          assertEquals(item, answer.get(9, TimeUnit.SECONDS));
        }
      }
    }
  }
}
