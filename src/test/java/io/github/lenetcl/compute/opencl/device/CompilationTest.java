package io.github.lenetcl.compute.opencl.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;

/** What is said while a compiler works. */
class CompilationTest {

  private static final Logger LOGGER = Logger.getLogger(Compilation.class.getName());

  private final List<String> lines = new CopyOnWriteArrayList<>();

  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord message) {
          lines.add(new SimpleFormatter().formatMessage(message));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @Test
  void tellsOfASecondOfWorkOnce() throws InterruptedException {
    Level level = LOGGER.getLevel();
    LOGGER.setLevel(Level.INFO);
    LOGGER.addHandler(handler);
    Compilation.forget();
    try {
      Compilation.during("slow device", () -> {});
      Thread.sleep(1200);
      assertEquals(List.of(), lines, "a short one is not told of, however long ago it ended");
      for (int i = 0; i < 2; i++) {
        Compilation.during("slow device", () -> LockSupport.parkNanos(1_300_000_000L));
      }
      assertEquals(1, lines.size(), lines.toString());
      assertTrue(lines.get(0).startsWith("compiling kernels for slow device"), lines.get(0));
    } finally {
      LOGGER.removeHandler(handler);
      LOGGER.setLevel(level);
    }
  }
}
