package io.github.lenetcl.data.forms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PatienceTest {

  private static final Entry ENTRY =
      new Entry() {
        @Override
        public String name() {
          return "train.parquet";
        }

        @Override
        public String path() {
          return "train.parquet";
        }

        @Override
        public long size() {
          return 0;
        }

        @Override
        public InputStream stored() {
          return InputStream.nullInputStream();
        }

        @Override
        public Path file() {
          return Path.of("train.parquet");
        }
      };

  @Test
  void endsWithWhatDoesNotEnd() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    try (Patience patience = new Patience(ENTRY, Duration.ofMillis(50))) {
      var e =
          assertThrows(
              BadInputException.class,
              () ->
                  patience.await(
                      () -> {
                        try {
                          new CountDownLatch(1).await();
                        } catch (InterruptedException stopped) {
                          interrupted.countDown();
                        }
                        return true;
                      }));
      assertEquals(
          "train.parquet: damaged: its next values did not come within 0.05 s", e.getMessage());
      interrupted.await();
    }
  }

  @Test
  void passesOnWhatComes() throws IOException {
    try (Patience patience = new Patience(ENTRY, Patience.USUAL)) {
      assertEquals(3, patience.await(() -> 3));
      assertThrows(
          IllegalStateException.class,
          () ->
              patience.await(
                  () -> {
                    throw new IllegalStateException("of the reader");
                  }));
      var e =
          assertThrows(
              BadInputException.class,
              () ->
                  patience.await(
                      () -> {
                        throw new OutOfMemoryError("of the reader");
                      }));
      assertTrue(e.getMessage().contains("larger than the memory"), e.getMessage());
    }
  }
}
